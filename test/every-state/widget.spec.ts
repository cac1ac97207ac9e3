import type { Frame } from '@playwright/test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { widgetStates } from '../gallery/states.ts';
import { axeFindings } from '../support/axe.ts';
import { DemoPage, expect } from '../support/demo.ts';
import { test as base } from '../support/gallery.ts';
import { cutTexts } from '../support/cut-texts.ts';
import { openState } from '../support/open-state.ts';
import { textsBesideLit, translatableNames, translatePages } from '../support/translate.ts';
import { reachableStates } from '../support/widget-states.ts';

/** One demo for all: each test has a visitor of its own. */
const test = base.extend<object, { shared: Demo }>({
  shared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      const sandbox = { port: 0, database: ':memory:', bankDelay: 300 };
      const demo = await startDemo({ port: 0, database: ':memory:', sandbox });
      await use(demo);
      await demo.close();
    },
    { scope: 'worker' },
  ],
});

const looks = [
  { colorScheme: 'light', lang: 'en', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', lang: 'es', viewport: { width: 390, height: 844 } },
  { colorScheme: 'light', lang: 'pt', viewport: { width: 320, height: 256 } },
] as const;

for (const { colorScheme, lang, viewport } of looks) {
  test.describe(`${colorScheme}, ${lang}, ${viewport.width} by ${viewport.height}`, () => {
    test.use({ colorScheme, viewport });

    for (const name of Object.keys(widgetStates)) {
      test(`axe finds nothing in ${name}, and nothing is cut off`, async ({ page, gallery }) => {
        const widget = await openState(page, gallery, name, { lang });
        expect(await widget.evaluate(() => document.documentElement.lang)).toBe(lang === 'pt' ? 'pt-BR' : lang);
        expect(await axeFindings(widget)).toEqual([]);
        expect(await fieldsWithoutEnterKeyHint(widget)).toEqual([]);
        expect(await cutTexts(widget)).toEqual([]);
        if (lang === 'en') expect(await textsBesideLit(widget)).toEqual([]);
      });
    }
  });
}

/** A phone's keyboard says on its Enter key what the key does. */
function fieldsWithoutEnterKeyHint(widget: Frame): Promise<string[]> {
  return widget
    .locator('input:not([type="radio"], [type="checkbox"]):not([enterkeyhint])')
    .evaluateAll((fields) => fields.map(({ outerHTML }) => outerHTML));
}

test.describe('with text of 200 % on a screen of 320 px', () => {
  test.use({ viewport: { width: 320, height: 568 } });

  for (const lang of ['en', 'es', 'pt']) {
    test(`nothing is cut off in any state in ${lang}`, async ({ page, gallery }) => {
      test.setTimeout(120_000);
      const cut: Record<string, string[]> = {};
      for (const name of Object.keys(widgetStates)) {
        const texts = await cutTexts(await openState(page, gallery, name, { lang, text: '200' }));
        if (texts.length > 0) cut[name] = texts;
      }
      expect(cut).toEqual({});
    });
  }
});

/** What is read on screen, whatever the numbers in it, and without what only the sandbox says. */
function wordsOf(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    for (const element of document.querySelectorAll('.visually-hidden, test-mode-bar')) element.remove();
    return document.body.innerText.replace(location.host, '').replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' ').trim();
  });
}

// The gallery has a few banks, and the sandbox thousands.
const withBanks = new Set(['list', 'search', 'list-failed']);

test.describe('the gallery', () => {
  for (const { name, reach } of reachableStates.filter((state) => !withBanks.has(state.name))) {
    test(`shows what a user comes to in ${name}`, async ({ page, shared, gallery }) => {
      await page.goto(shared.hostUrl);
      const words = await wordsOf(await reach(new DemoPage(page, shared)));
      await page.context().setOffline(false);
      expect(await wordsOf(await openState(page, gallery, name))).toBe(words);
    });
  }
});

/** What stands in the frame by its own name: banks, the application, the brand, a masked phone, ids. */
const names = ['Banco ', 'Caja ', 'Alerce', 'Ipê', 'Quilla', 'Araucaria', '•', 'zzzzqqq', 'RUT', 'CNPJ'];

test.describe('on a translated page', () => {
  for (const { name, reach } of reachableStates) {
    test(`${name} is reached, and no translator touches a name in it`, async ({ page, shared }) => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await translatePages(page);
      await page.goto(shared.hostUrl);
      await page.evaluate(() => (document.documentElement.lang = 'en'));
      expect(await translatableNames(await reach(new DemoPage(page, shared)), names)).toEqual([]);
      expect(errors).toEqual([]);
    });
  }
});
