import type { Driver, Pointer } from './driver.ts';
import { waitUntil } from './wait-until.ts';

/** An expression: the iframe of the open widget, whose shadow root is open. */
const openFrame = `[...document.querySelectorAll('*')]
  .map((element) => element.shadowRoot?.querySelector('dialog[open] iframe')).find(Boolean)`;

/** An expression: the middle of an element, in px from the upper left corner of its document, once it is there. */
const middleOf = (element: string): string => `(() => {
  const found = ${element};
  if (!found) return null;
  found.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = found.getBoundingClientRect();
  return width && [x + width / 2, y + height / 2];
})()`;

type Place = readonly [x: number, y: number];

/** A user of a page with the widget. */
export class WidgetUser {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Reads words in the widget. */
  read(words: string): Promise<void> {
    return waitUntil(`“${words}” in the widget`, async () => (await this.#driver.widgetText()).includes(words));
  }

  /** Clicks an element in the widget by script. */
  click(selector: string): Promise<void> {
    const press = `(() => { const found = document.querySelector('${selector}'); found?.click(); return !!found; })()`;
    return waitUntil(`${selector} in the widget`, () => this.#driver.inWidget(press));
  }

  /** Presses an element of the page. */
  async press(selector: string, pointer: Pointer = 'mouse'): Promise<void> {
    await this.#driver.pressAt(...(await this.#placeOnPage(selector)), pointer);
  }

  /** Where an element in the widget is on the page, whose shadow roots are open. */
  async placeInWidget(selector: string): Promise<Place> {
    const corner = `(({ x, y }) => [x, y])(${openFrame}.getBoundingClientRect())`;
    const [frameX, frameY] = await this.#until<Place>('the dialog', () => this.#driver.inPage(corner));
    const place = middleOf(`document.querySelector('${selector}')`);
    const [x, y] = await this.#until<Place>(selector, () => this.#driver.inWidget(place));
    return [frameX + x, frameY + y];
  }

  /** Presses an element in the widget. */
  async pressInWidget(selector: string, pointer: Pointer = 'mouse'): Promise<void> {
    await this.#driver.pressAt(...(await this.placeInWidget(selector)), pointer);
  }

  /** Chooses an option of a select element in the widget. Its list is not part of the page, so it is done by script. */
  async choose(selector: string, label: string): Promise<void> {
    await this.#driver.inWidget(`(() => {
      const select = document.querySelector('${selector}');
      select.value = [...select.options].find(({ text }) => text === '${label}').value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
  }

  valueOf(selector: string): Promise<unknown> {
    return this.#driver.inWidget(`document.querySelector('${selector}').value`);
  }

  /** Types into a field of the widget, which gets the focus first. */
  async type(selector: string, text: string): Promise<void> {
    await this.#driver.inWidget(`document.querySelector('${selector}').focus()`);
    await this.#driver.type(text);
  }

  /** Opens the widget by keyboard, from the top of the page. */
  async open(url: string): Promise<void> {
    await this.#driver.goto(url);
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await this.#driver.hasFocus({ role: 'button', name: 'Connect your bank' })) break;
      await this.#driver.press('Tab');
    }
    await this.#driver.press('Enter');
  }

  /** Waits until the widget is gone from the page, whose shadow roots are open. */
  waitUntilClosed(): Promise<void> {
    return waitUntil('the widget to close', () => this.#driver.inPage(`!${openFrame}`));
  }

  #placeOnPage(selector: string): Promise<Place> {
    return this.#until<Place>(selector, () => this.#driver.inPage(middleOf(`document.querySelector('${selector}')`)));
  }

  async #until<Value>(what: string, get: () => Promise<unknown>): Promise<Value> {
    let value: unknown;
    await waitUntil(what, async () => (value = await get()));
    return value as Value;
  }
}
