import type { Locator, Page } from '@playwright/test';
import { reliableClick } from '../../src/testing/reliable-click.ts';

type ClickOptions = NonNullable<Parameters<Locator['click']>[0]>;

let isPatched = false;

/**
 * Makes every click of a suite a `reliableClick`, so that none is lost in the widget's frame. Playwright has no hook for
 * this, so the prototype of its locators is patched; `page` is any page, to get the prototype from.
 */
export function makeClicksReliable(page: Page): void {
  if (isPatched) return;
  isPatched = true;
  const prototype = Object.getPrototypeOf(page.locator('html')) as Locator;
  const { check, click } = prototype;
  prototype.click = function (this: Locator, options: ClickOptions = {}) {
    // Other mouse buttons cause no click event.
    if (options.trial || (options.button ?? 'left') !== 'left') return click.call(this, options);
    const plain = { click: { value: (given: ClickOptions) => click.call(this, given) } };
    return reliableClick(Object.create(this, plain) as Locator, options);
  };
  prototype.check = async function (this: Locator, options) {
    if (!(await this.isChecked())) await this.click();
    await check.call(this, options);
  };
}
