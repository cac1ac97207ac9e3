/** The URL of a module that is built as a separate file (see `vite.config.ts`). */
declare module '*?chunk' {
  const url: string;
  export default url;
}

/** A style sheet as text, for code that loads later: the page's own is one file. */
declare module '*.css?inline' {
  const styles: string;
  export default styles;
}
