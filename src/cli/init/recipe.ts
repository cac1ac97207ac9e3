/** What `init` writes for a framework, and what its user does next. */
export type Recipe = {
  /** As in `init <name>`. */
  name: string;
  /** As its makers write it. */
  title: string;
  /**
   * Where each file comes from, below `demo/`, and where it goes in the project. In a target, `{src}` is `src/` where the
   * project has such a folder. The ending `.ts` becomes `.js` in a project without TypeScript.
   */
  files: Readonly<Record<string, string>>;
  /** Packages besides this one, in npm or of another language's; none where the project has them by itself. */
  packages: readonly string[];
  /** The paths of the two endpoints. */
  tokenEndpoint: string;
  webhook: string;
  /** What to do with the files. In it, `{ext}` is the ending of an import. */
  mount: readonly string[];
  /** The button on a page, where it is not the bare tag of a script. */
  page?: readonly string[];
  /** Whether a bundler resolves the imports, which then have no ending in TypeScript; null for another language. */
  isBundled: boolean | null;
};

/** The handlers, and what is the host's own, as recipes in JavaScript share them. */
export const handlersIn = (folder: string): Record<string, string> => ({
  'recipes/araucaria.ts': `${folder}araucaria.ts`,
  'snippets/session.ts': `${folder}session.ts`,
});

/** The paths that most recipes have. */
export const commonPaths = { tokenEndpoint: '/api/widget-token', webhook: '/webhooks/araucaria' };
