import type { Frame } from '@playwright/test';
import { contrast, type Rgb } from '../../../../src/widget/frame/theme/contrast.ts';
import { expect, test } from '../../../support/demo.ts';
import { reachableStates } from '../../../support/widget-states.ts';

// Criteria that axe does not check, measured in the states with the most content.
const names = ['list', 'search', 'consent-down', 'form-refused', 'form-company', 'code-wrong', 'questions', 'choice'];
const states = reachableStates.filter(({ name }) => names.includes(name));

/** Controls that can be pressed or typed into. */
const controls = 'button, input:not([type=radio]), select, a[href], [role=option], label:has([type=radio])';

test.use({ viewport: { width: 320, height: 568 } });

for (const { name, reach } of states) {
  test(`every control in ${name} is at least 44 px high, or 24 px within a text (WCAG 2.5.8)`, async ({ quilla }) => {
    const widget = await reach(quilla);
    const sizes = await widget.locator(controls).evaluateAll((all) =>
      all
        .filter((element) => element.checkVisibility())
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return { text: element.textContent.trim(), width, height, least: element.matches('.facts a') ? 24 : 44 };
        }),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter(({ width, height, least }) => width < 24 || height < least)).toEqual([]);
  });

  test(`no text in ${name} is cut off with wider text spacing (WCAG 1.4.12)`, async ({ quilla }) => {
    const widget = await reach(quilla);
    await widget.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* {
        line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
      }
      p { margin-block-end: 2em !important; }`);
      document.adoptedStyleSheets.push(sheet);
    });
    expect(await widget.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await cutOff(widget)).toEqual([]);
  });

  test(`the focused element in ${name} is visible and marked (WCAG 2.4.7, 2.4.11)`, async ({ page, quilla }) => {
    const widget = await reach(quilla);
    const seen = new Set<string>();
    for (let tabs = 0; tabs < 15; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = await widget.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const { left, top, width, height } = element.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        // The focus ring of a radio button is drawn by the element after it, around the label.
        const ringElement = element.closest('label') && element.nextElementSibling;
        const { outlineStyle, outlineWidth, boxShadow } = ringElement
          ? getComputedStyle(ringElement, '::before')
          : getComputedStyle(element);
        return {
          what: `${element.tagName} ${element.id} ${element.textContent.trim()}`,
          isOnTop: hit !== null && (element.contains(hit) || hit.contains(element)),
          isMarked: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
        };
      });
      if (!focused || seen.has(focused.what)) break;
      seen.add(focused.what);
      expect(focused).toEqual({ what: focused.what, isOnTop: true, isMarked: true });
    }
    expect(seen.size).toBeGreaterThan(0);
  });
}

/** The texts of elements that are too small for their content. */
function cutOff(widget: Frame): Promise<string[]> {
  return widget.locator('main *').evaluateAll((all) =>
    all
      .filter((element) => {
        const { overflow, clip } = getComputedStyle(element);
        const isHiddenOnPurpose = clip !== 'auto' || element.classList.contains('visually-hidden');
        return !isHiddenOnPurpose && overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.textContent.trim()),
  );
}

/** Parses a computed color, `rgb(1, 2, 3)`. */
function rgb(computed = ''): Rgb {
  const [red = 0, green = 0, blue = 0] = (computed.match(/[\d.]+/g) ?? []).map((text) => Number(text) / 255);
  return [red, green, blue];
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the edge of a field has a contrast of 3:1 in ${colorScheme} mode (WCAG 1.4.11)`, async ({ page, quilla }) => {
    await page.emulateMedia({ colorScheme });
    const widget = await quilla.toForm();
    const [edge, ground] = await widget
      .locator('[name="user"]')
      .evaluate((input) => [getComputedStyle(input).borderTopColor, getComputedStyle(document.body).backgroundColor]);
    const ratio = contrast(rgb(edge), rgb(ground));
    expect(ratio).toBeGreaterThanOrEqual(3);
  });
}

test('the close button is at the same place in every step (WCAG 3.2.6)', async ({ quilla }) => {
  const widget = await quilla.toForm();
  const closeButtonBox = (): Promise<object | null> => widget.locator('.close').boundingBox();
  const atForm = await closeButtonBox();
  await widget.getByRole('button', { name: 'Back' }).click();
  await expect(widget.getByRole('combobox')).toBeVisible();
  expect(await closeButtonBox()).toEqual(atForm);
});
