import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { generate } from '../../../demo/playground/generator/generate.js';
import { kindOf } from '../../../demo/playground/generator/pages.js';
import { combinations, parts } from '../../support/playground-choices.ts';

/** Where a built app shows the code of one combination: by the query, or by a page of its own where a server renders it. */
export const pathOf = (name: string, index: number): string => (name in pageOfOne ? `/c${index}` : `/?${index}`);

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const names = combinations.map((_choices, index) => `C${index}`);

/** Imports of all components, and the one that the query names. */
const imports = (ending: string, isDefault = false): string =>
  [
    ...names.map((name, index) => {
      const file = `'./c${index}/${ending}'`;
      return isDefault ? `import ${name} from ${file};` : `import { ConnectBank as ${name} } from ${file};`;
    }),
    `const Shown = [${names.join(', ')}][Number(location.search.slice(1))] ?? C0; // a form that is sent changes the query`,
    "const target = document.getElementById('app')!;",
    '',
  ].join('\n');

/** The main module of an app that is rendered in the browser. */
const mainOfAll: Record<string, { path: string; text: string }> = {
  react: {
    path: 'src/main.tsx',
    text: `import { createRoot } from 'react-dom/client';\n${imports('ConnectBank')}createRoot(target).render(<Shown />);\n`,
  },
  preact: {
    path: 'src/main.tsx',
    text: `import { render } from 'preact';\n${imports('ConnectBank')}render(<Shown />, target);\n`,
  },
  solid: {
    path: 'src/main.tsx',
    text: `import { render } from 'solid-js/web';\n${imports('ConnectBank')}render(() => <Shown />, target);\n`,
  },
  vue: {
    path: 'src/main.ts',
    text: `import { createApp } from 'vue';\n${imports('ConnectBank.vue', true)}createApp(Shown).mount(target);\n`,
  },
  svelte: {
    path: 'src/main.ts',
    text: `import { mount } from 'svelte';\n${imports('ConnectBank.svelte', true)}mount(Shown, { target });\n`,
  },
  angular: {
    path: 'src/main.ts',
    text: `import { bootstrapApplication } from '@angular/platform-browser';\n${imports('connect-bank').replace(/const target.*\n/, '')}await bootstrapApplication(Shown);\n`,
  },
};

/** The page of one combination, in an app that is rendered on a server. */
const pageOfOne: Record<string, (index: number) => { path: string; text: string }> = {
  next: (index) => ({
    path: `app/c${index}/page.tsx`,
    text: "import { ConnectBank } from './connect-bank';\n\nexport default function Page() {\n  return <ConnectBank />;\n}\n",
  }),
  nuxt: (index) => ({
    path: `app/pages/c${index}.vue`,
    text: `<script setup lang="ts">\nimport ConnectBank from '~/components/c${index}/ConnectBank.vue';\n</script>\n\n<template><ConnectBank /></template>\n`,
  }),
  sveltekit: (index) => ({
    path: `src/routes/c${index}/+page.svelte`,
    text: '<script lang="ts">\n  import ConnectBank from \'./ConnectBank.svelte\';\n</script>\n\n<ConnectBank />\n',
  }),
  astro: (index) => ({
    path: `src/pages/c${index}.astro`,
    text: `---\nimport ConnectBank from '../components/c${index}/ConnectBank.astro';\n---\n\n<!doctype html>\n<html lang="en"><head><title>Astro</title></head><body><ConnectBank /></body></html>\n`,
  }),
};

/** Puts the code of each combination into an app of `demo/frameworks`, which shows it at {@link pathOf}. */
export function writeCombinations(cwd: string, name: string): void {
  const kind = kindOf(name);
  const folder = dirname(kind.path);
  let styles = '';
  for (const [index, choices] of combinations.entries()) {
    for (const { path, text } of generate({ ...choices, page: name }, parts).page) {
      if (path === kind.styles?.path) styles += text;
      else if (dirname(path) === folder) write(join(cwd, folder, `c${index}`, basename(path)), text);
      else write(join(cwd, path), text);
    }
    const page = pageOfOne[name]?.(index);
    if (page) write(join(cwd, page.path), page.text);
  }
  const main = mainOfAll[name];
  if (main) write(join(cwd, main.path), main.text);
  if (name === 'nuxt') write(join(cwd, 'app/app.vue'), '<template><NuxtPage /></template>\n');
  if (name === 'angular') addStyles(cwd, styles);
}

/** As the remark of the playground says. */
function addStyles(cwd: string, styles: string): void {
  write(join(cwd, 'src/styles.css'), styles);
  const replaceIn = (path: string, from: string, to: string): void =>
    write(join(cwd, path), readFileSync(join(cwd, path), 'utf8').replace(from, to));
  replaceIn(
    'angular.json',
    '"index": "src/index.html",',
    `"index": "src/index.html", "styles": ["src/styles.css"], "optimization": { "styles": { "inlineCritical": false } },`,
  );
  replaceIn('src/index.html', '<app-root></app-root>', '<app-connect-bank></app-connect-bank>');
}
