import { html } from 'hono/html';
import { isAccepted, type Delivery, type Webhook } from '../../../webhooks/outbox.ts';
import type { Markup } from '../markup.ts';
import { actionButton } from './action-button.ts';
import { findLink } from './find-link.ts';
import { tableView } from './table-view.ts';
import { timeView } from './time-view.ts';

/** The state of the section. `url` is null if the sandbox sends no webhooks. */
export type WebhooksState = { url: string | null; isDisabled: boolean; webhooks: readonly Webhook[] };

/** The webhooks with their deliveries. */
export function webhooksView({ url, isDisabled, webhooks }: WebhooksState): Markup {
  if (url === null)
    return html`<p class="quiet">
      None are sent: set <code>ARAUCARIA_WEBHOOK_URL</code> and <code>ARAUCARIA_WEBHOOK_SECRET</code>.
    </p>`;
  return html`<p class="quiet">Sent to <code>${url}</code>.</p>
    ${
      isDisabled
        ? html`<p class="notice">
            The receiver answered 410 Gone, so no webhooks are sent. To go on, deliver one again.
          </p>`
        : ''
    }
    ${webhooks.length === 0 ? html`<p class="quiet">None.</p>` : tableOf(webhooks)}`;
}

function tableOf(webhooks: readonly Webhook[]): Markup {
  return tableView('Webhooks', ['Webhook', 'Event', 'State', 'Deliveries', 'Actions'], webhooks.map(rowView));
}

function rowView({ id, event, requestId, state, dueAt, deliveries }: Webhook): Markup {
  return html`<tr role="row" data-entry="${event.type}" data-status="${state}">
    <th role="rowheader" scope="row"><code>${id}</code></th>
    <td role="cell" data-label="Event">
      <code>${event.type}</code><br />
      <small>${findLink(event.data.connectionId)}</small>
      ${requestId === null ? '' : html`<br /><small>${findLink(requestId)}</small>`}
    </td>
    <td role="cell">
      <span class="status ${state}">${state}</span>
      ${dueAt !== null && deliveries.length > 0 ? html`<br /><small>next ${timeView(dueAt)}</small>` : ''}
    </td>
    <td role="cell" data-label="Deliveries">
      ${
        deliveries.length === 0
          ? '–'
          : html`<ul>
              ${deliveries.map(deliveryView)}
            </ul>`
      }
    </td>
    <td role="cell" class="actions">${actionButton('deliver', id, 'Deliver again')}</td>
  </tr>`;
}

function deliveryView({ at, status, failure, duration }: Delivery): Markup {
  return html`<li>
    ${timeView(at)} <strong class="${isAccepted(status) ? 'good' : 'bad'}">${status ?? failure}</strong>
    <small>${duration} ms</small>
  </li>`;
}
