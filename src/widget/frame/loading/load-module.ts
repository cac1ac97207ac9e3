/**
 * Makes what loads a module by its address (`./module.ts?chunk`), once. A failure isn't kept: the next call tries again,
 * by an address of its own, since many a browser answers for a module that failed once with the same failure until the
 * page goes (https://github.com/whatwg/html/issues/6768).
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
