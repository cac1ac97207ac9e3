import { html } from 'hono/html';
import type { RecentRequest } from '../../../runtime/recent-requests.ts';
import type { Markup } from '../markup.ts';
import { timeView } from './time-view.ts';

/** The latest requests: no header, no query, no body. */
export function requestsView(requests: readonly RecentRequest[]): Markup {
  if (requests.length === 0) return html`<p class="quiet">None since the start.</p>`;
  return html`<div class="scroll requests" tabindex="0" role="region" aria-label="Requests">
    <table>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">ms</th>
        </tr>
      </thead>
      <tbody>
        ${requests.map(
          ({ at, method, path, status, ms }) =>
            html`<tr>
              <td>${timeView(at)}</td>
              <td><code>${method} ${path}</code></td>
              <td><strong class="${status < 400 ? 'good' : 'bad'}">${status}</strong></td>
              <td>${ms}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
