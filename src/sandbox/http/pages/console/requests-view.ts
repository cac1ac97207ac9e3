import { html } from 'hono/html';
import type { RecentRequest } from '../../../runtime/recent-requests.ts';
import type { Markup } from '../markup.ts';
import { findLink } from './find-link.ts';
import { tableView } from './table-view.ts';
import { timeView } from './time-view.ts';

/** The latest requests: no header, no query, no body. */
export function requestsView(requests: readonly RecentRequest[], find: string): Markup {
  if (requests.length === 0) return html`<p class="quiet">${find === '' ? 'None since the start.' : 'None.'}</p>`;
  return tableView(
    'Requests',
    ['Time', 'Request', 'Answer', 'ms'],
    requests.map(
      ({ at, method, path, status, ms, requestId, startedBy, code, detail }) =>
        html`<tr role="row">
          <td role="cell">${timeView(at)}</td>
          <td role="cell">
            <code>${method} ${path}</code>
            ${code || detail ? html`<br /><span class="bad">${[code, detail].filter(Boolean).join(': ')}</span>` : ''}
            <br /><small>${findLink(requestId)}</small>
            ${startedBy === undefined ? '' : html`<br /><small>started by ${findLink(startedBy)}</small>`}
          </td>
          <td role="cell"><strong class="${status < 400 ? 'good' : 'bad'}">${status}</strong></td>
          <td role="cell">${ms}</td>
        </tr>`,
    ),
  );
}
