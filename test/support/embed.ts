import { fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import { endpoint, script, until, type WidgetCall } from './button.ts';

/** A page of its own with the embed script. */
export type EmbedPage = {
  window: Window & typeof globalThis & { araucariaCalls?: WidgetCall[]; errors: string[]; lines: string[] };
  page: Document;
  /** All buttons in the page, in order. */
  buttons(): AraucariaConnectButton[];
};

export const embedUrl = `${location.origin}/dist/araucaria-connect-embed.js`;

/** What an administrator writes on the script tag. `embedPage` fills in the URLs, which each test has for itself. */
export const settings = 'data-token-endpoint="TOKEN_ENDPOINT" data-widget-src="WIDGET_SRC"';

/** The administrator's script tag. */
export const embedTag = (attributes = settings): string => `<script src="${embedUrl}" ${attributes}></script>`;

/** What an author writes. */
export const link = '<a data-araucaria-connect href="/manual">Link your bank here</a>';

/** Loads a page into a frame, and records its errors and its console. */
export async function embedPage(body: string, head = ''): Promise<EmbedPage> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
  const recorder = `<script>
    window.errors = []; window.lines = [];
    addEventListener('error', (event) => errors.push(event.message));
    addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
    for (const method of ['error', 'warn', 'log']) console[method] = (...args) => lines.push(args.join(' '));
  </script>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = `<!doctype html><html lang="en"><head>${recorder}${head}</head><body>${body}</body></html>`
    .replaceAll('TOKEN_ENDPOINT', endpoint('ok'))
    .replaceAll('WIDGET_SRC', script('good'));
  await loaded;
  const window = frame.contentWindow as unknown as EmbedPage['window'];
  const page = window.document;
  const buttons = (): AraucariaConnectButton[] =>
    Array.from(Document.prototype.querySelectorAll.call(page, 'araucaria-connect-button')) as AraucariaConnectButton[];
  return { window, page, buttons };
}

/** The label that users see, once the button has rendered. */
export async function label(button: AraucariaConnectButton): Promise<string> {
  await button.updateComplete;
  const slot = button.shadowRoot!.querySelector<HTMLSlotElement>('slot[part=label]')!;
  return slot
    .assignedNodes({ flatten: true })
    .map(({ textContent }) => textContent)
    .join('')
    .trim();
}

/** Links a bank with a button, and returns the id of the connection. */
export async function linkBank({ window }: EmbedPage, button: AraucariaConnectButton): Promise<string> {
  const index = window.araucariaCalls?.length ?? 0;
  const outcome = button.open();
  const call = await until(() => window.araucariaCalls?.[index], 'the widget');
  call.onSuccess();
  const ended = await outcome;
  return ended.status === 'success' ? ended.connectionId : ended.status;
}
