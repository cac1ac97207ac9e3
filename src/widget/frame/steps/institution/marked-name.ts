import { html, type TemplateResult } from 'lit';
import type { FoundInstitution } from '../../../../shared/widget-api.ts';
import { setText } from '../../i18n/set-text.ts';

/** A bank's name with the parts that match marked. */
export function markedName({ name, marks }: Pick<FoundInstitution, 'name' | 'marks'>): TemplateResult {
  const parts: TemplateResult[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end <= start || end > name.length) continue;
    parts.push(plain(name.slice(at, start)), html`<mark ${setText(name.slice(start, end))}></mark>`);
    at = end;
  }
  parts.push(plain(name.slice(at)));
  return html`<bdi class="bank-name" translate="no">${parts}</bdi>`;
}

const plain = (text: string): TemplateResult => html`<span ${setText(text)}></span>`;
