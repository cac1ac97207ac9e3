import { html, type TemplateResult } from 'lit';
import type { FoundInstitution } from '../../shared/widget-api.ts';

/** A bank's name with the parts that match marked. */
export function markedName({ name, marks }: Pick<FoundInstitution, 'name' | 'marks'>): TemplateResult {
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end <= start || end > name.length) continue;
    parts.push(name.slice(at, start), html`<mark>${name.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(name.slice(at));
  return html`<bdi class="bank-name">${parts}</bdi>`;
}
