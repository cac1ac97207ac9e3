import type { Locator, Page } from '@playwright/test';
import { press } from '../../src/testing/press.ts';

/** What `click` is given. */
type ClickOptions = NonNullable<Parameters<Locator['click']>[0]>;

let routed = false;

/**
 * Has `press` make every click of a suite, so that none gets lost in the widget's frame: Playwright has no other place
 * where all of them come by. `page` is any page, to find the class of locators by.
 */
export function routePresses(page: Page): void {
  if (routed) return;
  routed = true;
  const prototype = Object.getPrototypeOf(page.locator('html')) as Locator;
  const { check, click } = prototype;
  prototype.click = function (this: Locator, options: ClickOptions = {}) {
    // Those of other buttons are no clicks to a page.
    if (options.trial || (options.button ?? 'left') !== 'left') return click.call(this, options);
    const plain = { click: { value: (given: ClickOptions) => click.call(this, given) } };
    return press(Object.create(this, plain) as Locator, options);
  };
  prototype.check = async function (this: Locator, options) {
    if (!(await this.isChecked())) await this.click();
    await check.call(this, options);
  };
}
