import { expect, test } from '../../../support/demo.ts';
import { libraries } from '../../../support/replaced-globals.ts';

// The whole flow with the real widget. The demo's policies would block the test's own scripts.
test.use({ bypassCSP: true });

for (const name of ['Zone.js 0.14', 'bluebird', 'es6-promise', 'an ES2015 Promise'] as const) {
  const [library, isThere] = libraries[name];

  test(`a user links two banks on a page with ${name}`, async ({ context, page, quilla }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    // A page can't load a library into the frame, which is on Araucaria's origin.
    await context.addInitScript(`if (window === top) { ${library} }`);
    await page.reload();
    expect(await page.evaluate(`Boolean(${isThere})`)).toBe(true);
    await quilla.link('ok');
    await quilla.link('ok', 'Caja Quillay');
    expect(errors).toEqual([]);
  });
}
