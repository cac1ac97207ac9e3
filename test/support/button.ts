import { expect, fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import '../../src/button/index.ts';
import { canaries } from './canaries.ts';
import type { SeenRequest } from './fake-host.ts';

/** The options that a fake widget was opened with. */
export type WidgetCall = {
  token?: string;
  connectionId?: string;
  requestToken?: (signal: AbortSignal) => Promise<{ widgetToken: string; connectionId: string }>;
  institution?: string;
  locale?: string;
  theme?: { accent: string; radius: string; colorScheme: 'light' | 'dark' };
  onSuccess(metadata?: unknown): void;
  onExit(error?: unknown): void;
};

type FakePage = { Araucaria?: unknown; araucariaCalls?: WidgetCall[] };
/** Globals of the page that the fake widget scripts use. */
export const page = globalThis as unknown as FakePage;

/** A widget script with a version: it takes `requestToken` and returns a handle. */
export function modernWidget(): void {
  page.Araucaria = {
    version: '1.0.0',
    open(options: WidgetCall) {
      (page.araucariaCalls ??= []).push(options);
      return { close() {} };
    },
  };
}

let key = '';
let consoleText = '';
const rejections: PromiseRejectionEvent[] = [];
const details: Watched['events'][0]['detail'][] = [];
window.addEventListener('unhandledrejection', (event) => rejections.push(event));
const nativeConsole = { error: console.error, warn: console.warn, log: console.log };

/** Gives each test of a suite a clean page, and checks for leaks after it. */
export function freshPage(): void {
  beforeEach(() => {
    key = crypto.randomUUID();
    consoleText = '';
    rejections.length = 0;
    details.length = 0;
    for (const method of ['error', 'warn', 'log'] as const) {
      console[method] = (...args: unknown[]) => {
        consoleText += `${args.map(String).join(' ')}\n`;
      };
    }
  });

  afterEach(async () => {
    Object.assign(console, nativeConsole);
    await settled();
    const urls = performance.getEntries().map(({ name }) => name);
    const told = details.map(({ connectionId, error }) =>
      [connectionId, error?.message, error?.stack, error?.['cause'], JSON.stringify(error)].map(String).join(),
    );
    for (const secret of Object.values(canaries)) {
      expect(consoleText).not.to.contain(secret);
      expect(htmlOf(document)).not.to.contain(secret);
      expect(urls.join()).not.to.contain(secret);
      expect(told.join()).not.to.contain(secret);
    }
    expect(rejections, 'unhandled rejections').to.have.lengthOf(0);
    delete page.Araucaria;
    delete page.araucariaCalls;
    for (const tag of document.querySelectorAll('script[src*="/fake/"]')) tag.remove();
  });
}

/** The markup of a document or a shadow root, including every open shadow root in it. */
function htmlOf(root: Document | ShadowRoot): string {
  const shadows = [...root.querySelectorAll('*')].map(({ shadowRoot }) => (shadowRoot ? htmlOf(shadowRoot) : ''));
  return (root instanceof Document ? root.documentElement.outerHTML : root.innerHTML) + shadows.join('');
}

/** The errors and warnings that were logged in this test. */
export const loggedErrors = (): string => consoleText;

/** The URL of a fake token endpoint. */
export const endpoint = (behavior: string, query = ''): string => `/fake/token/${behavior}?key=${key}${query}`;

/** The absolute URL of a fake widget script. */
export const script = (behavior: string): string => `${location.origin}/fake/widget/${behavior}.js?key=${key}`;

/** The fake host's requests in this test. */
export async function requests(path: 'token' | 'widget'): Promise<SeenRequest[]> {
  const all = (await (await fetch(`/fake/requests?key=${key}`)).json()) as SeenRequest[];
  return all.filter((request) => request.path.startsWith(`/fake/${path}/`));
}

/** The selector of a custom state, which differs in Chromium before 125. */
export const state = (name: string): string => (CSS.supports('selector(:state(a))') ? `:state(${name})` : `:--${name}`);

/** Releases the answers that the fake host holds back for this test. */
export async function release(): Promise<void> {
  await fetch(`/fake/release?key=${key}`);
}

/** A button, and the events that it dispatched since it was added to the page. */
export type Watched = {
  button: AraucariaConnectButton;
  inner: HTMLButtonElement;
  /** Names and details of all events, in order. */
  events: { name: string; detail: { connectionId?: string | null; error?: Error & Record<string, unknown> } }[];
  /** The events that end a run. */
  ends(): Watched['events'];
};

/** Adds a button to the page. It works unless `settings` say otherwise. */
export async function connectButton(
  settings: { token?: string; tokenQuery?: string; widget?: string } & Partial<AraucariaConnectButton> = {},
): Promise<Watched> {
  const { token = 'ok', tokenQuery = '', widget = 'good', ...properties } = settings;
  const button = await fixture<AraucariaConnectButton>(
    html`<araucaria-connect-button
      token-endpoint=${endpoint(token, tokenQuery)}
      widget-src=${script(widget)}
      preload="none"
    ></araucaria-connect-button>`,
  );
  Object.assign(button, properties);
  await button.updateComplete;
  return watch(button);
}

/** Records the events of a button. */
export function watch(button: AraucariaConnectButton): Watched {
  const events: Watched['events'] = [];
  for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit'] as const) {
    button.addEventListener(name, (event) => {
      const detail = event.detail as Watched['events'][0]['detail'];
      events.push({ name, detail });
      details.push(detail);
    });
  }
  const ends = (): Watched['events'] => events.filter(({ name }) => name !== 'araucaria-open');
  return { button, inner: button.shadowRoot!.querySelector('button')!, events, ends };
}

/** The call that opened the fake widget, once there is one. */
export async function opened(index = 0): Promise<WidgetCall> {
  return until(() => page.araucariaCalls?.[index], 'the widget to be opened');
}

/** Waits for a condition, and checks it every few milliseconds. */
export async function until<T>(
  condition: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  what: string,
): Promise<T> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`Waited 30 s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Waits until all pending promises and tasks have run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** The line below the button. */
export async function message(button: AraucariaConnectButton): Promise<string> {
  await button.updateComplete;
  return button.shadowRoot!.querySelector('[part=message]')!.textContent.trim();
}
