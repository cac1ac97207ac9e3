import { html } from 'hono/html';
import type { RecentRequest } from '../../../runtime/recent-requests.ts';
import type { Markup } from '../markup.ts';
import { tableView } from './table-view.ts';
import { timeView } from './time-view.ts';

/** The latest requests: no header, no query, no body. */
export function requestsView(requests: readonly RecentRequest[]): Markup {
  if (requests.length === 0) return html`<p class="quiet">None since the start.</p>`;
  return tableView(
    'Requests',
    ['Time', 'Request', 'Answer', 'ms'],
    requests.map(
      ({ at, method, path, status, ms }) =>
        html`<tr role="row">
          <td role="cell">${timeView(at)}</td>
          <td role="cell"><code>${method} ${path}</code></td>
          <td role="cell"><strong class="${status < 400 ? 'good' : 'bad'}">${status}</strong></td>
          <td role="cell">${ms}</td>
        </tr>`,
    ),
  );
}
