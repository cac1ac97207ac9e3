import { expect, type Frame } from '@playwright/test';
import { test } from '../../../support/gallery.ts';
import { openState } from '../../../support/open-state.ts';

/** A picture of an element, as text. */
async function picture(frame: Frame, selector: string): Promise<string> {
  const taken = await frame.locator(selector).first().screenshot();
  return taken.toString('base64');
}

/** Stops an element's turning at a point of its first second. */
async function turnTo(frame: Frame, selector: string, atMs: number): Promise<void> {
  await frame
    .locator(selector)
    .first()
    .evaluate((element, currentTime) => {
      const [turning] = element.getAnimations();
      if (!turning) throw new Error('Expected the element to turn.');
      turning.pause();
      turning.currentTime = currentTime;
    }, atMs);
}

const background = (frame: Frame, selector: string): Promise<string> =>
  frame
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

test.describe('with forced colors', () => {
  test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active' }));

  for (const [state, selector] of [
    ['opening', '.spinner'],
    ['approval', '.spinner'],
    ['sending', '[data-state="now"] .state'],
  ] as const) {
    test(`what turns in ${state} is seen to turn`, async ({ page, gallery }) => {
      const frame = await openState(page, gallery, state);
      await turnTo(frame, selector, 0);
      const before = await picture(frame, selector);
      await turnTo(frame, selector, 300);
      expect(await picture(frame, selector)).not.toBe(before);
    });
  }

  test('the stages of waiting have different shapes', async ({ page, gallery }) => {
    const sending = await openState(page, gallery, 'sending');
    await turnTo(sending, '[data-state="now"] .state', 0);
    const now = await picture(sending, '[data-state="now"] .state');
    const next = await picture(sending, '[data-state="next"] .state');
    const done = await picture(await openState(page, gallery, 'progress'), '[data-state="done"] .state');
    expect(new Set([now, next, done]).size).toBe(3);
  });

  test('the first button differs from the second, and both from the page', async ({ page, gallery }) => {
    const frame = await openState(page, gallery, 'failed-mfa-failed');
    const colors = [await background(frame, '.primary'), await background(frame, '.secondary')];
    expect(colors[0]).not.toBe(colors[1]);
    const edge = await frame.locator('.secondary').evaluate((element) => getComputedStyle(element).borderTopColor);
    expect(edge).not.toBe(await background(frame, 'html'));
  });

  test('the parts of the way differ by shape', async ({ page, gallery }) => {
    const frame = await openState(page, gallery, 'consent');
    const parts = ['done', 'now', 'next'].map((part) => picture(frame, `[data-part="${part}"]`));
    expect(new Set(await Promise.all(parts)).size).toBe(3);
  });

  test('icons have the color of the text', async ({ page, gallery }) => {
    const frame = await openState(page, gallery, 'form');
    const colors = await frame
      .locator('.close')
      .evaluate((button) => [getComputedStyle(button).color, getComputedStyle(button.querySelector('svg')!).stroke]);
    expect(colors[0]).toBe(colors[1]);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with more contrast, no text is soft and no line is faint in ${colorScheme} mode`, async ({ page, gallery }) => {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    const frame = await openState(page, gallery, 'form-refused');
    const found = await frame.evaluate(() => {
      const root = document.body;
      const style = (selector: string): CSSStyleDeclaration => getComputedStyle(root.querySelector(selector)!);
      return {
        ink: style('h1').color,
        soft: [style('footer').color, style('.safe').color, style('h1 + p').color],
        lines: [style('footer').borderTopColor, style('[name="user"]').borderTopColor],
      };
    });
    expect(new Set([...found.soft, ...found.lines])).toEqual(new Set([found.ink]));
  });
}
