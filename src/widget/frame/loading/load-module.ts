/** A module that is built as a separate file. `styles`: those of its elements, which the page does not have. */
type Chunk = { styles: string };

/**
 * Returns a function that loads a module by its URL (`./module.ts?chunk`), with its styles, once. A failure is not kept:
 * the next call tries again with another URL, since many browsers repeat the failure of a module until the page is
 * reloaded (https://github.com/whatwg/html/issues/6768).
 */
export function moduleLoader<Module extends Chunk>(url: string): () => Promise<Module> {
  let loading: Promise<Module> | null = null;
  let failures = 0;
  const load = async (): Promise<Module> => {
    try {
      const module = (await import(/* @vite-ignore */ failures ? `${url}?retry=${failures}` : url)) as Module;
      addStyles(module.styles);
      return module;
    } catch (error) {
      failures += 1;
      loading = null;
      throw error;
    }
  };
  return () => (loading ??= load());
}

/** By a constructed sheet, which a content security policy allows. It comes after the page's own styles. */
function addStyles(styles: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
