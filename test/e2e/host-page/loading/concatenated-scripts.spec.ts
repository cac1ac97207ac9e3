import { globSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve } from '../../../support/serve.ts';

/** The built scripts, which a host may concatenate with its own. The one behind `debug` is a module, which no page has a tag for. */
const bundles = globSync(['dist/*.js', 'dist/widget/*.js'])
  .filter((file) => !file.endsWith('-debug.js'))
  .map((file) => ({ file, source: readFileSync(file, 'utf8') }));
const all = bundles.map(({ source }) => source);

/** How the file before them may end. */
const before = {
  'no semicolon': 'var ran = []; var before = function () { ran.push("called") }',
  'a comment and no line break': 'var ran = []; // the last line',
  'a comment that opens another': 'var ran = []; // /*',
  'a directive': "'use strict'; var ran = []; 'the end'",
  'a regular expression': 'var ran = []; ran.toString = /x/',
};

/** How the file after them may begin. */
const after = {
  'a function that is called': '(function () { ran.push("after") })()',
  'an array': '[0].forEach(function () { ran.push("after") })',
  'a template': '`${ran.push("after")}`',
  'a regular expression': '/x/.test(ran.push("after"))',
  'an operator': '+ran.push("after")',
  'a comment': '// the first line\nran.push("after")',
  'a directive': "'use strict'\nran.push('after')",
};

const files = Object.entries(before).flatMap(([end, first]) =>
  Object.entries(after).map(([start, last]) => ({ name: `${end}, then ${start}`, first, last })),
);

/** Loads a page with this script; returns its errors, which neighboring scripts ran, and whether ours work. */
async function outcome(page: Page, script: string, tag: string): Promise<unknown> {
  const served = await serve({ '/': `<!doctype html>${tag}`, '/all.js': scriptRoute(script) });
  const errors: string[] = [];
  const listen = (error: Error): void => void errors.push(error.message);
  page.on('pageerror', listen);
  await page.goto(served.origin);
  const works = await page.evaluate(
    `[typeof Araucaria.open, typeof customElements.get('araucaria-connect-button'), self.lastRan ?? ran]`,
  );
  page.off('pageerror', listen);
  await served.close();
  return { errors, works };
}

const good = { errors: [], works: ['function', 'function', ['after']] };

test('the scripts work in one file with other scripts before and after them', async ({ page }) => {
  for (const { name, first, last } of files) {
    const script = first + all.join('') + last;
    expect(await outcome(page, script, '<script src="/all.js"></script>'), name).toEqual(good);
  }
});

test('the scripts work in one module with other scripts', async ({ page }) => {
  for (const { name, first, last } of files) {
    const script = `${first}${all.toReversed().join('')}${last}\n;self.lastRan = ran`;
    expect(await outcome(page, script, '<script type="module" src="/all.js"></script>'), name).toEqual(good);
  }
});

for (const { file, source } of bundles) {
  test(`${file} is a complete statement that other scripts do not change outside a browser`, () => {
    for (const { name, first, last } of files) {
      const context: { ran?: string[] } = {};
      // The script starts, and fails where it needs a browser.
      expect(() => runInNewContext(first + source + last, context), name).toThrow(
        expect.objectContaining({ name: 'ReferenceError' }),
      );
      expect(Array.from(context.ran ?? ['nothing']), name).toEqual([]);
    }
  });
}

/** The names of the globals that a script adds to a page. */
async function globalsOf(page: Page, path: string): Promise<string[]> {
  await page.goto('about:blank');
  const names = (): Promise<string[]> => page.evaluate(() => Reflect.ownKeys(globalThis).map(String));
  const former = new Set(await names());
  await page.addScriptTag({ path });
  return (await names()).filter((name) => !former.has(name)).toSorted();
}

test('the scripts add no global except `Araucaria`', async ({ page }) => {
  expect(await globalsOf(page, 'dist/araucaria-connect-button.js')).toEqual([]);
  expect(await globalsOf(page, 'dist/araucaria-connect-embed.js')).toEqual([]);
  expect(await globalsOf(page, 'dist/widget/araucaria-connect.js')).toEqual(['Araucaria']);
});
