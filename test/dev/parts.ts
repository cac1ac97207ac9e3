import { globSync, statSync } from 'node:fs';

/** What a part of the package is built by: a mode of `vite.config.ts`, or a command of its own. */
type Builder = { mode: string } | { command: string };

/**
 * A part of `dist/`. `output` is written last of it; `rooms` and `demos` are the folders in `src/` and `demo/` that it is built
 * from, and `needs` other parts, which are built before.
 */
type Part = Builder & {
  output: string;
  rooms: readonly string[];
  demos?: readonly string[];
  needs?: readonly string[];
};

/** All that `npm run build` builds. */
export const parts = {
  button: { mode: 'button', output: 'dist/araucaria-connect-button.js', rooms: ['button'] },
  debug: { mode: 'debug', output: 'dist/araucaria-connect-debug.js', rooms: ['button'] },
  embed: { mode: 'embed', output: 'dist/araucaria-connect-embed.js', rooms: ['button'] },
  widget: { mode: 'widget', output: 'dist/widget/araucaria-connect.js', rooms: ['widget/host'] },
  frame: { mode: 'frame', output: 'dist/widget/frame/index.html', rooms: ['widget/frame'] },
  server: { mode: 'server', output: 'dist/server/index.js', rooms: ['server'] },
  node: { mode: 'node', output: 'dist/server/node.js', rooms: ['server'] },
  sandbox: { mode: 'sandbox', output: 'dist/sandbox/index.js', rooms: ['sandbox'] },
  cli: { mode: 'cli', output: 'dist/cli/main.js', rooms: ['cli'] },
  templates: {
    command: 'node --disable-warning=ExperimentalWarning test/dev/cli-templates.ts',
    output: 'dist/cli/templates/snippets/env.example',
    rooms: ['cli'],
    demos: ['recipes', 'snippets', 'backends'],
  },
  testing: { mode: 'testing', output: 'dist/testing/fake.js', rooms: ['testing'] },
  modules: {
    command: 'tsc -p test/config/tsconfig.build.json && node test/dev/finish-modules.ts',
    output: 'dist/button/index.js',
    rooms: ['button', 'testing'],
  },
  declarations: {
    command: 'tsc -p test/config/tsconfig.declarations.json',
    output: 'dist/sandbox/index.d.ts',
    rooms: ['sandbox', 'server', 'testing'],
  },
  manifest: { command: 'npm run -s build:manifest', output: 'dist/web-types.json', rooms: ['button'] },
  llms: {
    command: 'node test/dev/llms.ts',
    output: 'dist/llms-full.txt',
    rooms: ['button', 'server', 'testing', 'sandbox', 'cli'],
    needs: ['modules', 'declarations', 'manifest'],
  },
} as const satisfies Record<string, Part>;

/** The name of a part. */
export type PartName = keyof typeof parts;

/** What every part depends on, besides its rooms and `src/shared`. */
const settings = ['package.json', 'tsconfig.json', 'vite.config.ts', 'node_modules/.package-lock.json'];

/** The parts that have to be built before one. */
export function partsBefore(name: PartName): readonly PartName[] {
  const { needs = [] }: Part = parts[name];
  return needs.filter((need): need is PartName => Object.hasOwn(parts, need));
}

/** Whether a part is not built, or one of its sources has changed since. A folder changes when a file of it goes. */
export function isStale(name: PartName): boolean {
  const { output, rooms, demos = [] }: Part = parts[name];
  const builtAt = changedAt(output);
  const folders = [...[...rooms, 'shared'].map((room) => `src/${room}`), ...demos.map((demo) => `demo/${demo}`)];
  const sources = folders.flatMap((folder) => [folder, ...globSync(`${folder}/**`)]);
  const texts = name === 'llms' ? globSync('docs/{*,*/*}.md') : [];
  return [...sources, ...texts, ...settings, ...globSync('test/{config,dev}/**')].some(
    (path) => changedAt(path) > builtAt,
  );
}

/** When a file last changed, in ms; 0 where there is none. */
export function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
