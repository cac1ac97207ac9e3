import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { InstitutionSummary } from '../../../../shared/widget-api.ts';
import { monogram } from './monogram.ts';

/** A bank or an application: its name, and its logo as a `data:` URL or relative to `…/widget/`. */
export type Party = Pick<InstitutionSummary, 'name' | 'logo'>;

/** Its logo, or its monogram if it has none or the logo does not load. The name is always beside it. */
export function bankMark({ name, logo }: Party): TemplateResult {
  if (logo === null) return monogram(name);
  // A `data:` URL stays as it is.
  const src = new URL(logo, new URL('../', document.baseURI)).href;
  // A new element for each URL: an image that failed has hidden itself.
  const image = html`<img src=${src} alt="" width="40" height="40" @error=${hide} />`;
  return html`<span class="logo">${monogram(name)}${keyed(src, image)}</span>`;
}

function hide({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = true;
}
