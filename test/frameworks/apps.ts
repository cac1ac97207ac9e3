/** How the output of an app's build is served: its files as they are, or by a server of its own, which Node runs. */
export type App = { files: string } | { server: string[] };

/** The apps of `demo/frameworks`. Those with the longest build come first, since two are built at a time. */
export const apps: Record<string, App> = {
  nuxt: { server: ['.output/server/index.mjs'] },
  angular: { files: 'dist/browser' },
  next: { server: ['node_modules/next/dist/bin/next', 'start'] },
  astro: { server: ['dist/server/entry.mjs'] },
  sveltekit: { server: ['build/index.js'] },
  vue: { files: 'dist' },
  svelte: { files: 'dist' },
  react: { files: 'dist' },
  solid: { files: 'dist' },
  preact: { files: 'dist' },
};

/** Those that the gate runs. */
const core = ['angular', 'sveltekit', 'vue', 'svelte', 'react'];

/** The apps that `$APPS` names: `core`, some names with commas between them, or all. */
export function chosenApps(): string[] {
  const { APPS } = process.env;
  if (!APPS) return Object.keys(apps);
  const names = APPS === 'core' ? core : APPS.split(',');
  for (const name of names) if (!Object.hasOwn(apps, name)) throw new Error(`APPS: there is no app “${name}”.`);
  return names;
}
