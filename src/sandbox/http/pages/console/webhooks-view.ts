import { html } from 'hono/html';
import type { Delivery, Webhook } from '../../../webhooks/outbox.ts';
import type { Markup } from '../markup.ts';
import { actionButton } from './action-button.ts';
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
    ${webhooks.length === 0 ? html`<p class="quiet">None yet.</p>` : tableOf(webhooks)}`;
}

function tableOf(webhooks: readonly Webhook[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Webhooks">
    <table>
      <thead>
        <tr>
          <th scope="col">Webhook</th>
          <th scope="col">Event</th>
          <th scope="col">State</th>
          <th scope="col">Deliveries</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        ${webhooks.map(rowView)}
      </tbody>
    </table>
  </div>`;
}

function rowView({ id, event, state, dueAt, deliveries }: Webhook): Markup {
  return html`<tr>
    <th scope="row"><code>${id}</code></th>
    <td>
      <code>${event.type}</code><br />
      <small>${event.data.connectionId}</small>
    </td>
    <td>
      <span class="status ${state}">${state}</span>
      ${dueAt !== null && deliveries.length > 0 ? html`<br /><small>next ${timeView(dueAt)}</small>` : ''}
    </td>
    <td>
      ${
        deliveries.length === 0
          ? '–'
          : html`<ul>
              ${deliveries.map(deliveryView)}
            </ul>`
      }
    </td>
    <td class="actions">${actionButton('deliver', id, 'Deliver again')}</td>
  </tr>`;
}

function deliveryView({ at, status, failure, duration }: Delivery): Markup {
  const isAccepted = status !== null && status >= 200 && status < 300;
  return html`<li>
    ${timeView(at)} <strong class="${isAccepted ? 'good' : 'bad'}">${status ?? failure}</strong>
    <small>${duration} ms</small>
  </li>`;
}
