/** A reference to an element, as W3C WebDriver gives it. */
export type Reference = { 'element-6066-11e4-a52e-4f735466cecf': string };

/** What a script can be given. */
export type Argument = string | number | boolean | object;

/** The commands of WebdriverIO's `browser` that the kit needs: but for two, they are those of W3C WebDriver. */
export type Browser = {
  executeScript(script: string, args: Argument[]): Promise<unknown>;
  findElements(using: string, value: string): Promise<Reference[]>;
  getElementShadowRoot(elementId: string): Promise<object>;
  findElementsFromShadowRoot(shadowId: string, using: string, value: string): Promise<Reference[]>;
  $(element: Reference): unknown;
  switchFrame(frame: never): Promise<unknown>;
  elementClick(elementId: string): Promise<unknown>;
  elementClear(elementId: string): Promise<unknown>;
  performActions(actions: object[]): Promise<unknown>;
};

/** The id of a reference to an element or a shadow root: its only value. */
export const idOf = (reference: object): string => String(Object.values(reference)[0]);

/** Runs a function in the document of the current frame. It may use its arguments alone; both are serialized. */
export async function run<Args extends Argument[], Value>(
  browser: Browser,
  script: (...args: Args) => Value,
  ...args: Args
): Promise<Value> {
  return (await browser.executeScript(`return (${String(script)}).apply(null, arguments);`, args)) as Value;
}

/** Makes a frame the one that commands go to; null: the page. */
export async function switchTo(browser: Browser, frame: Reference | null): Promise<void> {
  // WebdriverIO takes its own elements, whose types differ between its versions.
  await browser.switchFrame((frame && (await browser.$(frame))) as never);
}
