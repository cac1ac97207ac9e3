import { startWebKitDriver } from '../config/browsers.ts';
import { openShadowRoots, type Driver } from './driver.ts';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
type Element = { [elementKey]: string };

/** WebDriver's code points for keys without a character. */
const keys: Record<string, string> = {
  Tab: '\ue004',
  Enter: '\ue007',
  Space: ' ',
  ArrowDown: '\ue015',
  Escape: '\ue00c',
};
const shift = '\ue008';

/** WebKitWebDriver never answers when its browser has crashed. */
const commandTimeoutMs = 120_000;

/** WebKitGTK drops a space from a computed label where a line ends after an inline element. */
const withoutBlanks = (text: string): string => text.replaceAll(/\s/g, '');

/** A script for the top document: the iframe element of the open widget, or null. The gallery has it in a global. */
const findFrame = `return globalThis.widgetFrame ?? [...document.querySelectorAll('*')]
  .map((element) => element.shadowRoot?.querySelector('dialog[open] iframe')).find(Boolean) ?? null;`;

/** Scripts for the frame: what a page notices when the network goes away and comes back. */
const loseNetwork = `const { fetch } = self;
  self.findNetwork = () => {
    delete navigator.onLine;
    self.fetch = fetch;
    dispatchEvent(new Event('online'));
  };
  self.fetch = () => Promise.reject(new TypeError('offline'));
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  dispatchEvent(new Event('offline'));`;
const findNetwork = 'self.findNetwork();';

/** WebKitGTK over WebDriver, which computes role and label. Undefined where WebKitGTK is not installed. */
export async function startWebKit(): Promise<Driver | undefined> {
  const driver = await startWebKitDriver();
  if (!driver) return undefined;
  const base = `http://127.0.0.1:${driver.port}/session`;

  async function call<Value>(method: string, path: string, body?: object): Promise<Value> {
    const signal = AbortSignal.timeout(commandTimeoutMs);
    const init = { method, signal, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(base + path, init).catch((cause: unknown) => {
      throw new Error(`${method} ${path}: no answer of WebKitWebDriver within ${commandTimeoutMs / 1_000} s.`, {
        cause,
      });
    });
    const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  const browserOptions = { binary: driver.binary, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } };
  const { sessionId } = await call<{ sessionId: string }>('POST', '', { capabilities }).catch((error: unknown) => {
    driver.stop();
    throw error;
  });
  const command = <Value>(method: string, path: string, body?: object): Promise<Value> =>
    call<Value>(method, `/${sessionId}${path}`, body);
  const run = <Value>(script: string): Promise<Value> => command<Value>('POST', '/execute/sync', { script, args: [] });
  const top = (): Promise<null> => command('POST', '/frame', { id: null });

  /** Switches to the widget's frame if it is open, else to the page. */
  async function switchToWidget(): Promise<void> {
    await top();
    const frame = await run<Element | null>(findFrame);
    if (frame) await command('POST', '/frame', { id: frame });
  }

  async function send(values: string[], isShifted = false): Promise<void> {
    await switchToWidget();
    const actions = values.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    if (isShifted) {
      actions.unshift({ type: 'keyDown', value: shift });
      actions.push({ type: 'keyUp', value: shift });
    }
    await command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  return {
    // Its WebDriver takes a touch for a mouse.
    pointers: ['mouse'],
    async goto(url) {
      await command('POST', '/url', { url });
      await run(openShadowRoots);
    },
    press(key) {
      const plain = key.replace('Shift+', '');
      return send([keys[plain] ?? plain], plain !== key);
    },
    type: (text) => send(Array.from(text)),
    async pressAt(x, y) {
      await top();
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await command('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    async hasFocus({ role, name }) {
      await switchToWidget();
      // The focused element may be inside the button's open shadow root.
      const active = await run<Element | null>(
        'return document.hasFocus() ? (document.activeElement.shadowRoot?.activeElement ?? document.activeElement) : null;',
      );
      if (!active) return false;
      const id = active[elementKey];
      const [gotRole, gotName] = await Promise.all([
        command<string>('GET', `/element/${id}/computedrole`),
        command<string>('GET', `/element/${id}/computedlabel`),
      ]);
      // WebKitGTK computes no label for some headings. Their name is their text.
      const isUnnamed = gotRole === 'heading' && gotName === '';
      const label = isUnnamed ? await command<string>('GET', `/element/${id}/text`) : gotName;
      return gotRole.toLowerCase() === role && withoutBlanks(label) === withoutBlanks(name);
    },
    async pageText() {
      await top();
      return run<string>('return document.body.innerText;');
    },
    async widgetText() {
      await switchToWidget();
      return run<string>("return self === top ? '' : document.body.innerText;");
    },
    async inPage(expression) {
      await top();
      return run(`return ${expression};`);
    },
    async inWidget(expression) {
      await switchToWidget();
      return run(`return self === top ? undefined : (${expression});`);
    },
    async resize(width, height) {
      await top();
      // The window is larger than the page.
      const [right, bottom] = await run<[number, number]>(
        'return [outerWidth - innerWidth, outerHeight - innerHeight];',
      );
      await command('POST', '/window/rect', { width: width + right, height: height + bottom });
    },
    // Its WebDriver can't do it: stands in for the browser's part in the widget's frame.
    async setOffline(isOffline) {
      await switchToWidget();
      await run(isOffline ? loseNetwork : findNetwork);
    },
    async close() {
      await command('DELETE', '').finally(driver.stop);
    },
  };
}
