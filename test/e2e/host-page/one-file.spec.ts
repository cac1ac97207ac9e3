import { globSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve } from '../../support/serve.ts';

/** The scripts that a host may put into one file with its own. */
const bundles = globSync(['dist/*.js', 'dist/widget/*.js']).map((file) => ({
  file,
  source: readFileSync(file, 'utf8'),
}));
const all = bundles.map(({ source }) => source);

/** How a file that comes before may end. */
const before = {
  'no semicolon': 'var told = []; var before = function () { told.push("called") }',
  'a comment and no line break': 'var told = []; // the last line',
  'a comment that opens another': 'var told = []; // /*',
  'a directive': "'use strict'; var told = []; 'the end'",
  'a regular expression': 'var told = []; told.toString = /x/',
};

/** How a file that comes after may begin. */
const after = {
  'a function that is called': '(function () { told.push("after") })()',
  'an array': '[0].forEach(function () { told.push("after") })',
  'a template': '`${told.push("after")}`',
  'a regular expression': '/x/.test(told.push("after"))',
  'an operator': '+told.push("after")',
  'a comment': '// the first line\ntold.push("after")',
  'a directive': "'use strict'\ntold.push('after')",
};

const files = Object.entries(before).flatMap(([end, first]) =>
  Object.entries(after).map(([start, last]) => ({ name: `${end}, then ${start}`, first, last })),
);

/** What a page of that markup has afterwards: errors, what the neighbours told, and whether ours work. */
async function outcome(page: Page, script: string, tag: string): Promise<unknown> {
  const served = await serve({ '/': `<!doctype html>${tag}`, '/all.js': scriptRoute(script) });
  const errors: string[] = [];
  const listen = (error: Error): void => void errors.push(error.message);
  page.on('pageerror', listen);
  await page.goto(served.origin);
  const works = await page.evaluate(
    `[typeof Araucaria.open, typeof customElements.get('araucaria-connect-button'), self.heard ?? told]`,
  );
  page.off('pageerror', listen);
  await served.close();
  return { errors, works };
}

const good = { errors: [], works: ['function', 'function', ['after']] };

test('the scripts run in one file with others, whatever stands before and after', async ({ page }) => {
  for (const { name, first, last } of files) {
    const script = first + all.join('') + last;
    expect(await outcome(page, script, '<script src="/all.js"></script>'), name).toEqual(good);
  }
});

test('the scripts run in one module with others', async ({ page }) => {
  for (const { name, first, last } of files) {
    const script = `${first}${all.toReversed().join('')}${last}\n;self.heard = told`;
    expect(await outcome(page, script, '<script type="module" src="/all.js"></script>'), name).toEqual(good);
  }
});

for (const { file, source } of bundles) {
  test(`${file} is a whole statement, also where nothing is a browser`, () => {
    for (const { name, first, last } of files) {
      const context: { told?: string[] } = {};
      // It begins, and fails where it needs a browser.
      expect(() => runInNewContext(first + source + last, context), name).toThrow(
        expect.objectContaining({ name: 'ReferenceError' }),
      );
      expect(Array.from(context.told ?? ['nothing']), name).toEqual([]);
    }
  });
}

/** What scripts leave on the page's global object, by name. */
async function globalsOf(page: Page, path: string): Promise<string[]> {
  await page.goto('about:blank');
  const names = (): Promise<string[]> => page.evaluate(() => Reflect.ownKeys(globalThis).map(String));
  const former = new Set(await names());
  await page.addScriptTag({ path });
  return (await names()).filter((name) => !former.has(name)).toSorted();
}

test('the scripts leave no global but `Araucaria` and one of Lit', async ({ page }) => {
  expect(await globalsOf(page, 'dist/araucaria-connect-button.js')).toEqual(['litPropertyMetadata']);
  expect(await globalsOf(page, 'dist/widget/araucaria-connect.js')).toEqual(['Araucaria']);
});
