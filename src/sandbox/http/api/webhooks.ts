import type * as v from 'valibot';
import type { Webhook } from '../../webhooks/outbox.ts';
import { readQuery } from '../body.ts';
import { Problem } from '../problem.ts';
import { webhookList, type webhook } from './answer-schemas.ts';
import { operation } from './operation.ts';
import { nothing, webhookQuery } from './request-schemas.ts';

/** How many webhooks a list has at most. */
export const maxListedWebhooks = 50;

const { connectionId: ofConnection } = webhookQuery.entries;

/** `/sandbox/webhooks`: the webhooks, their deliveries, and another delivery on request. */
export const webhookOperations = [
  operation(
    {
      method: 'get',
      path: '/sandbox/webhooks',
      operationId: 'listWebhooks',
      tag: 'Sandbox',
      summary: 'List the latest webhooks',
      description: `With their deliveries. At most ${maxListedWebhooks}, the latest first.`,
      security: 'apiKey',
      parameters: [
        { in: 'query', name: 'connectionId', description: 'Of this connection alone.', schema: ofConnection },
      ],
      answer: { status: 200, description: 'The webhooks.', schema: webhookList },
      problems: { 422: 'The query has another shape.' },
    },
    ({ outbox, worker }, { context }) => {
      const { connectionId } = readQuery(context, webhookQuery);
      return {
        webhooks: outbox.latest(maxListedWebhooks, connectionId === null ? null : [connectionId]).map(describe),
        disabled: worker?.isDisabled ?? false,
      };
    },
  ),
  operation(
    {
      method: 'post',
      path: '/sandbox/webhooks/{id}/deliver',
      operationId: 'deliverWebhook',
      tag: 'Sandbox',
      summary: 'Deliver a webhook again',
      description:
        'With the same id, whatever its state. If the receiver has answered 410, the other waiting webhooks are sent again too.',
      security: 'apiKey',
      body: { schema: nothing, optional: true, example: {} },
      answer: { status: 202, description: 'The delivery was started.' },
      problems: { 404: 'There is no such webhook.', 409: 'The sandbox has no address to send webhooks to.' },
    },
    ({ worker }, { id }) => {
      if (!worker) throw new Problem(409, { detail: 'Expected a sandbox with an address for webhooks.' });
      if (!worker.redeliver(id)) throw new Problem(404, { detail: 'There is no webhook of this id.' });
    },
  ),
];

function describe({ dueAt, deliveries, ...rest }: Webhook): v.InferOutput<typeof webhook> {
  return {
    ...rest,
    nextTryAt: dueAt === null ? null : isoTime(dueAt),
    deliveries: deliveries.map(({ at, ...delivery }) => ({ ...delivery, at: isoTime(at) })),
  };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
