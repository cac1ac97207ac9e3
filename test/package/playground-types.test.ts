import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { generate } from '../../demo/playground/generator/generate.js';
import { kindOf } from '../../demo/playground/generator/pages.js';
import type { Choices, CodeFile } from '../../demo/playground/types.ts';
import { combinations, initialChoices, parts } from '../support/playground-choices.ts';
import { errorsOf, fixtures, frameworks, hostWithCheckers } from './support/checkers.ts';
import type { HostProject } from './support/packed.ts';

/**
 * The pages of the playground, by the checker that their code is given to. Nuxt's and Astro's own come with their apps:
 * `npm run test:playground` builds those.
 */
const pagesOf: Record<string, readonly string[]> = {
  react: ['react', 'next'],
  preact: ['preact'],
  solid: ['solid'],
  vue: ['vue'],
  svelte: ['svelte', 'sveltekit'],
  angular: ['angular'],
};

/** What a bundler knows of style sheets. */
const styleSheets = "declare module '*.css' {}\n";

let host: HostProject;
before(() => (host = hostWithCheckers()));
after(() => host.remove());

const isComponent = ({ path }: CodeFile): boolean => !path.endsWith('.config.ts');

/** A component that names what it does not have. */
const wrong = (code: string): string => code.replace('="connectionId', '="wrong').replace('={connectionId', '={wrong');

/** Writes the components of a page into a folder. */
function write(folder: string, page: string, choices: Choices, change = (code: string): string => code): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of generate({ ...choices, page }, parts).page.filter(isComponent)) {
    writeFileSync(join(folder, basename(path)), change(text));
  }
}

describe('the code of the playground, in each pair of choices,', () => {
  for (const [name, pages] of Object.entries(pagesOf)) {
    test(`passes the type checker of ${pages.map((page) => kindOf(page).title).join(' and ')}, which refuses a wrong name`, () => {
      const checker = frameworks[name];
      assert.ok(checker);
      const folder = join(host.folder, `playground-${name}`);
      mkdirSync(folder);
      cpSync(join(fixtures, name, 'tsconfig.json'), join(folder, 'tsconfig.json'));
      writeFileSync(join(folder, 'styles.d.ts'), styleSheets);
      for (const page of pages) {
        for (const [index, choices] of combinations.entries()) write(join(folder, page, String(index)), page, choices);
        write(join(folder, 'wrong', page), page, initialChoices, wrong);
      }
      const errors = errorsOf(checker, folder);
      assert.deepEqual(
        errors.filter((error) => !error.startsWith('wrong/')),
        [],
      );
      for (const page of pages)
        assert.ok(
          errors.some((error) => error.startsWith(`wrong/${page}/`)),
          page,
        );
    });
  }
});
