import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { InstitutionSummary } from '../../../../shared/widget-api.ts';
import { setText } from '../../i18n/set-text.ts';
import { monogramOf } from './monogram.ts';

/** A bank or an application: its name, and its logo as a `data:` URL or relative to `…/widget/`. */
export type Party = Pick<InstitutionSummary, 'name' | 'logo'>;

/** Its logo, or its monogram until the logo has loaded and if it has none. Not for screen readers: the name is beside it. */
export function bankMark({ name, logo }: Party): TemplateResult {
  const { initials, tint } = monogramOf(name);
  return html`<span class="logo"
    ><span class="monogram" data-tint=${tint} translate="no" aria-hidden="true" ${setText(initials)}></span>${
      logo === null ? nothing : image(logo)
    }</span
  >`;
}

/** A new element for each URL: one that is shown would keep the former logo until the next one has loaded. */
function image(logo: string): unknown {
  const src = logo.startsWith('data:') ? logo : `../${logo}`;
  return keyed(src, html`<img hidden src=${src} alt="" width="40" height="40" decoding="async" @load=${show} />`);
}

function show({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = false;
}
