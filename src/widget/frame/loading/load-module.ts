/**
 * Returns a function that loads a module by its URL (`./module.ts?chunk`), once. A failure is not kept: the next call
 * tries again with another URL, since many browsers repeat the failure of a module until the page is reloaded
 * (https://github.com/whatwg/html/issues/6768).
 */
export function moduleLoader<Module>(url: string): () => Promise<Module> {
  let loading: Promise<Module> | null = null;
  let failures = 0;
  const load = async (): Promise<Module> => {
    try {
      return (await import(/* @vite-ignore */ failures ? `${url}?retry=${failures}` : url)) as Module;
    } catch (error) {
      failures += 1;
      loading = null;
      throw error;
    }
  };
  return () => (loading ??= load());
}
