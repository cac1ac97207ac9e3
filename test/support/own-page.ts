import { fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import type { WidgetCall } from './button.ts';

/** A separate page with the script-tag bundle: changes to its globals and prototypes stay in it. */
export type OwnPage = {
  window: Window & typeof globalThis & { araucariaCalls?: WidgetCall[] };
  /** Its first button, or null where the bundle made none. */
  button: AraucariaConnectButton | null;
  /** The messages of uncaught errors. */
  errors: string[];
};

export const bundle = `<script src="${location.origin}/dist/araucaria-connect-button.js"></script>`;

/** Loads a page into a frame. The button is looked up by `Document.prototype`: the document's own may be shadowed. */
export async function ownPage(markup: string): Promise<OwnPage> {
  const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
  const errors = `<script>window.errors = []; addEventListener('error', (event) => errors.push(event.message));
    addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));</script>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = `<!doctype html><html lang="en"><head>${errors}</head><body>${markup}</body></html>`;
  await loaded;
  const window = frame.contentWindow as unknown as OwnPage['window'] & { errors: string[] };
  const button = Document.prototype.querySelector.call(
    window.document,
    'araucaria-connect-button',
  ) as AraucariaConnectButton | null;
  return { window, button: button?.shadowRoot ? button : null, errors: window.errors };
}
