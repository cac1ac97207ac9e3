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
  /** How its people run it on their machine. */
  run: Run;
  /** Whether a bundler resolves the imports, which then have no ending in TypeScript; null for another language. */
  isBundled: boolean | null;
};

export type Run = {
  /** What they type, which loads {@link environmentFile}. In it, `{ext}` is the ending of an import. */
  command: string;
  /** Where the endpoints are then. */
  port: number;
  /** The webhook endpoint, where it is a process of its own. */
  webhookProcess?: { command: string; port: number };
  /** Where the variables go; null where that is no file of lines like `.env.example`. */
  environmentFile: '.env' | '.dev.vars' | null;
  /** Where they go, if that is no such file. */
  environment?: string;
};

/** A framework that has `.env` loaded by its own command, or by the command of the shell before it. */
export const run = (command: string, port: number): Run => ({ command, port, environmentFile: '.env' });

/** With the variables of `.env`, for a command that does not load it. */
export const runInShell = (command: string, port: number): Run => run(`set -a && . ./.env && ${command}`, port);

/** The handlers, and what is the host's own, as recipes in JavaScript share them. */
export const handlersIn = (folder: string): Record<string, string> => ({
  'recipes/araucaria.ts': `${folder}araucaria.ts`,
  'snippets/session.ts': `${folder}session.ts`,
});

/** The paths that most recipes have. */
export const commonPaths = { tokenEndpoint: '/api/widget-token', webhook: '/webhooks/araucaria' };
