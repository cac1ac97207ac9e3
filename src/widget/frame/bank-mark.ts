import { html, type TemplateResult } from 'lit';
import type { InstitutionSummary } from '../../shared/widget-api.ts';
import { monogram } from './monogram.ts';

/** A bank's logo, or its monogram where it has none or the logo doesn't load. The name is always beside it. */
export function bankMark({ name, logo }: Pick<InstitutionSummary, 'name' | 'logo'>): TemplateResult {
  if (logo === null) return monogram(name);
  const src = new URL(`../${logo}`, document.baseURI).href;
  return html`<span class="logo"
    >${monogram(name)}<img src=${src} alt="" width="40" height="40" loading="lazy" @error=${hide}
  /></span>`;
}

function hide({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = true;
}
