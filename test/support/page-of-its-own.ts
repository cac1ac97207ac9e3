import { fixture, html } from '@open-wc/testing';
import type { AraucariaConnectButton } from '../../src/button/index.ts';
import type { WidgetCall } from './button.ts';

/** A page of its own, with the script-tag bundle: what is done to its globals and prototypes is done to it alone. */
export type OwnPage = {
  window: Window & typeof globalThis & { araucariaCalls?: WidgetCall[] };
  /** Its first button, or null where the bundle made none. */
  button: AraucariaConnectButton | null;
  /** Errors that nobody caught, in words. */
  errors: string[];
};

export const bundle = `<script src="${location.origin}/dist/araucaria-connect-button.js"></script>`;

/** Loads a page into a frame; `sandbox` as in the attribute. Nothing is read through its document, which may be shadowed. */
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
