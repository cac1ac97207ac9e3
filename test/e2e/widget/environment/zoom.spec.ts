import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { reliableClickAt } from '../../../../src/testing/reliable-click.ts';
import { openShadowRoots } from '../../../cross-engine/driver.ts';
import { expect, test } from '../support/fixtures.ts';

/** Styles of a page's root or body that could change the widget's size or place. */
const styles: Record<string, string> = {
  ...Object.fromEntries([0.5, 0.75, 1.25, 1.5, 2].map((zoom) => [`zoom: ${zoom} on html`, `html { zoom: ${zoom} }`])),
  'zoom: 150% on html': 'html { zoom: 150% }',
  'zoom: 2 on body': 'body { zoom: 2 }',
  'transform on html': 'html { transform: translate(300px, 200px) scale(1.5) }',
  'transform on body': 'body { transform: translate(300px, 200px) }',
  'scale, rotate and perspective on html': 'html { scale: 0.5; rotate: 10deg; perspective: 100px }',
  'filter, opacity and contain on html': 'html { filter: blur(2px); opacity: 0.1; contain: strict; height: 50px }',
  'a grid with gaps as html': 'html { display: grid; gap: 90px; overflow: hidden; position: fixed; width: 50px }',
  'a font size of 62.5%': 'html { font-size: 62.5% }',
};

const screens = [
  { width: 320, height: 568, isMobile: true },
  { width: 390, height: 844, isMobile: true },
  { width: 1280, height: 720, isMobile: false },
];

for (const { width, height, isMobile } of screens) {
  test.describe(`on a screen of ${width} × ${height}`, () => {
    test.use({ viewport: { width, height }, isMobile, hasTouch: isMobile, deviceScaleFactor: 1 });

    /** The frame's size and place on the screen, in pixels of the screen. */
    const expected = isMobile
      ? { width, height, x: 0, y: 0 }
      : { width: 416, height: 640, x: (width - 416) / 2, y: (height - 640) / 2 };

    const cases = [
      ...Object.entries(styles).map(
        ([what, style]) => [what, '<meta name="viewport" content="width=device-width">', style] as const,
      ),
      ...(isMobile ? [['no viewport meta tag', '', 'body { height: 3000px }'] as const] : []),
    ];
    for (const [what, meta, style] of cases) {
      test(`the widget keeps its size and place with ${what}`, async ({ host, page, widget }) => {
        await page.addInitScript(openShadowRoots);
        host.scriptTag = `${meta}<style>${style}</style>${host.scriptTag}`;
        await page.goto(host.url);
        await page.evaluate(
          "Araucaria.open({ token: 't', connectionId: 'conn_1', onExit: () => { ended = true } }), 0",
        );
        await expect(widget.frame.getByRole('option')).toHaveCount(6);
        expect(await widget.frame.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual({
          width: expected.width,
          height: expected.height,
        });
        // The close button takes a click at its expected place on the screen.
        const { right, top } = await widget.frame
          .locator('.close')
          .evaluate((button) => button.getBoundingClientRect());
        const footer = await widget.frame.locator('footer').evaluate((element) => {
          element.scrollIntoView();
          const { bottom } = element.getBoundingClientRect();
          scrollTo(0, 0);
          return Math.floor(bottom);
        });
        expect(footer).toBeLessThanOrEqual(expected.height);
        const { deltaX, deltaY } = await page.evaluate(() => {
          const dialog = document.documentElement.lastElementChild!.shadowRoot!.querySelector('dialog')!;
          return { deltaX: dialog.scrollWidth - dialog.clientWidth, deltaY: dialog.scrollHeight - dialog.clientHeight };
        });
        expect([deltaX, deltaY]).toEqual([0, 0]);
        const devTools = await page.context().newCDPSession(page);
        // The browser expects CSS pixels of the page, which a mobile browser may show smaller.
        const scale = await page.evaluate(() => visualViewport!.scale);
        const point = {
          x: (expected.x + right - 10) / scale,
          y: (expected.y + top + 10) / scale,
          button: 'left',
          clickCount: 1,
        } as const;
        const press = async (): Promise<void> => {
          if (isMobile) {
            await devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
            await devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
          } else {
            await devTools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...point });
            await devTools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...point });
          }
        };
        const { frame } = widget;
        await waitForPaint(frame);
        await widget.waitForClose(() => reliableClickAt(frame, press));
        await expect.poll(() => page.evaluate('globalThis.ended')).toBe(true);
      });
    }
  });
}

test('the widget keeps its size when the page is zoomed while it is open', async ({ page, widget }) => {
  await widget.open();
  await page.evaluate(() => document.documentElement.setAttribute('style', 'zoom: 2'));
  await expect.poll(() => widget.frame.evaluate(() => [innerWidth, innerHeight])).toEqual([416, 640]);
});
