import { expect, test } from '../../support/demo.ts';
import { libraries } from '../../support/replaced-globals.ts';

// The whole of it, widget and frame included. The demo's policies allow no script of a test's own.
test.use({ bypassCSP: true });

for (const name of ['Zone.js 0.14', 'bluebird', 'es6-promise', 'a Promise of ES2015 alone'] as const) {
  const [library, isThere] = libraries[name];

  test(`${name}: a user links two banks, one after the other`, async ({ context, page, quilla }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    // The frame is on Araucaria's origin, where no page can load a library.
    await context.addInitScript(`if (window === top) { ${library} }`);
    await page.reload();
    expect(await page.evaluate(`Boolean(${isThere})`)).toBe(true);
    await quilla.link('ok');
    await quilla.link('ok', 'Caja Quillay');
    expect(errors).toEqual([]);
  });
}
