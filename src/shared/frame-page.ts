/** The page in the widget's frame, relative to the widget's script. */
export const framePage = 'frame/index.html';

/** With this hash the page runs nothing: it is there for the browser's cache. */
export const cacheOnlyHash = '#cache-only';
