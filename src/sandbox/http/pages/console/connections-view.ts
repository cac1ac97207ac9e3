import { html } from 'hono/html';
import type { ListedConnection } from '../../../connections/connections.ts';
import type { ListedToken } from '../../../connections/widget-tokens.ts';
import type { Markup } from '../markup.ts';
import { actionButton } from './action-button.ts';
import { tableView } from './table-view.ts';
import { timeView } from './time-view.ts';

/** A connection with its tokens. */
export type ConnectionRow = ListedConnection & { tokens: readonly ListedToken[] };

/** The connections, with actions that a user or a bank could cause. */
export function connectionsView(connections: readonly ConnectionRow[], now: number, find: string): Markup {
  if (connections.length === 0 && find !== '') return html`<p class="quiet">None.</p>`;
  if (connections.length === 0)
    return html`<p class="quiet">
      None yet. Press the button of your page, or create one on the <a href="/sandbox/api">API page</a>.
    </p>`;
  return tableView(
    'Connections',
    ['Connection', 'Status', 'Institution', 'Created', 'Tokens', 'Actions'],
    connections.map((connection) => rowView(connection, now)),
  );
}

function rowView({ connectionId, status, institutionId, createdAt, tokens }: ConnectionRow, now: number): Markup {
  const hasLiveToken = tokens.some((token) => stateOf(token, now) === 'live');
  return html`<tr role="row" data-entry="${connectionId}" data-status="${status}">
    <th role="rowheader" scope="row"><code>${connectionId}</code></th>
    <td role="cell"><span class="status ${status}">${status}</span></td>
    <td role="cell" data-label="Institution">${institutionId ?? '–'}</td>
    <td role="cell" data-label="Created">${timeView(createdAt)}</td>
    <td role="cell" data-label="Tokens">
      ${
        tokens.length === 0
          ? '–'
          : html`<ul>
              ${tokens.map((token) => tokenView(token, now))}
            </ul>`
      }
    </td>
    <td role="cell" class="actions">
      ${
        status === 'CONNECTED'
          ? actionButton('break', connectionId, 'Break', 'as if its user had changed the bank password')
          : actionButton('connect', connectionId, 'Connect', 'without a browser')
      }
      ${hasLiveToken ? actionButton('expire', connectionId, 'Expire tokens') : ''}
      ${actionButton('disconnect', connectionId, 'Disconnect', 'as the application does')}
    </td>
  </tr>`;
}

/** A token, by the beginning of its digest: its value is not stored. */
function tokenView(token: ListedToken, now: number): Markup {
  const state = stateOf(token, now);
  return html`<li>
    <code>${token.fingerprint}</code>
    ${
      state === 'live'
        ? html`until ${timeView(token.expiresAt)}, ${token.triesLeft} ${token.triesLeft === 1 ? 'try' : 'tries'} left`
        : state
    }
  </li>`;
}

function stateOf({ spent, expiresAt }: ListedToken, now: number): 'spent' | 'expired' | 'live' {
  if (spent) return 'spent';
  return expiresAt > now ? 'live' : 'expired';
}
