import { html } from 'hono/html';
import type { ListedConnection } from '../../../connections/connections.ts';
import type { ListedToken } from '../../../connections/widget-tokens.ts';
import type { Markup } from '../markup.ts';
import { actionButton } from './action-button.ts';
import { timeView } from './time-view.ts';

/** A connection with its tokens. */
export type ConnectionRow = ListedConnection & { tokens: readonly ListedToken[] };

/** The connections, with actions that a user or a bank could cause. */
export function connectionsView(connections: readonly ConnectionRow[], now: number): Markup {
  if (connections.length === 0)
    return html`<p class="quiet">
      None yet. Press the button of your page, or create one on the <a href="/sandbox/api">API page</a>.
    </p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Connections">
    <table>
      <thead>
        <tr>
          <th scope="col">Connection</th>
          <th scope="col">Status</th>
          <th scope="col">Institution</th>
          <th scope="col">Created</th>
          <th scope="col">Tokens</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        ${connections.map((connection) => rowView(connection, now))}
      </tbody>
    </table>
  </div>`;
}

function rowView({ connectionId, status, institutionId, createdAt, tokens }: ConnectionRow, now: number): Markup {
  const hasLiveToken = tokens.some((token) => stateOf(token, now) === 'live');
  return html`<tr>
    <th scope="row"><code>${connectionId}</code></th>
    <td><span class="status ${status}">${status}</span></td>
    <td>${institutionId ?? '–'}</td>
    <td>${timeView(createdAt)}</td>
    <td>
      ${
        tokens.length === 0
          ? '–'
          : html`<ul>
              ${tokens.map((token) => tokenView(token, now))}
            </ul>`
      }
    </td>
    <td class="actions">
      ${
        status === 'CONNECTED'
          ? actionButton('break', connectionId, 'Break', 'as if its user had changed the bank password')
          : actionButton('connect', connectionId, 'Connect', 'without a browser')
      }
      ${hasLiveToken ? actionButton('expire', connectionId, 'Expire tokens') : ''}
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
