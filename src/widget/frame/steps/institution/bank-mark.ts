import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { InstitutionSummary } from '../../../../shared/widget-api.ts';
import { monogram } from './monogram.ts';

/** A bank or an application: its name, and its logo as a `data:` URL or relative to `…/widget/`. */
export type Party = Pick<InstitutionSummary, 'name' | 'logo'>;

/** Its logo, or its monogram until the logo has loaded and if it has none. The name is always beside it. */
export function bankMark({ name, logo }: Party): TemplateResult {
  if (logo === null) return monogram(name);
  // A `data:` URL stays as it is.
  const src = new URL(logo, new URL('../', document.baseURI)).href;
  // A new element for each URL: one that is shown would keep the former logo until the next one has loaded.
  const image = html`<img hidden src=${src} alt="" width="40" height="40" @load=${show} />`;
  return html`<span class="logo">${monogram(name)}${keyed(src, image)}</span>`;
}

function show({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = false;
}
