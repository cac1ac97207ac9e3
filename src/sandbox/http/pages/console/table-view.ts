import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/**
 * A table in a pane that scrolls. In a narrow pane its rows become cards (`styles.ts`). The roles are written out, since a
 * browser may take them from a table that is laid out otherwise.
 */
export function tableView(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>
  </div>`;
}
