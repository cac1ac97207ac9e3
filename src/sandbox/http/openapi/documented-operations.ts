import { idempotencyKey } from '../schemas.ts';
import type { Operation } from './operation.ts';

const unknownConnection = 'There is no such connection, or it belongs to another API key.';

/** `/v1`: the API of Araucaria. */
export const documentedOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/connections',
    operationId: 'createConnection',
    tag: 'Connections',
    summary: 'Begin a connection',
    description:
      "Called by the host's backend. Hand `widgetToken` to the browser, and keep `connectionId` with the user who owns it.",
    security: 'apiKey',
    parameters: [
      {
        in: 'header',
        name: 'Idempotency-Key',
        description:
          'The same key with the same body gives the same connection, with a fresh token. Bare, or quoted as in RFC 8941.',
        schema: idempotencyKey,
      },
    ],
    body: { schema: 'ConnectionRequest', optional: true, example: { institutionId: 'banco-alerce' } },
    answer: {
      status: 201,
      description: 'The connection is `PENDING` until its user has linked a bank.',
      schema: 'NewConnection',
      headers: { Location: 'Where the connection can be asked about.' },
    },
    problems: {
      400: 'The body is no JSON, or the `Idempotency-Key` is not usable.',
      422: 'The body is not what was expected, the institution is unknown, or the `Idempotency-Key` came with another body before.',
    },
  },
  {
    method: 'get',
    path: '/v1/connections/{id}',
    operationId: 'getConnection',
    tag: 'Connections',
    summary: 'Ask how a connection stands',
    description: 'What a browser reports is a hint. This, or the webhook, is the proof.',
    security: 'apiKey',
    answer: { status: 200, description: 'The connection as it stands.', schema: 'Connection' },
    problems: { 404: unknownConnection },
  },
  {
    method: 'post',
    path: '/v1/connections/{id}/widget-token',
    operationId: 'createWidgetToken',
    tag: 'Connections',
    summary: 'Begin to repair a connection',
    description: 'Opened with this token, the widget goes straight to the credential form of the bank.',
    security: 'apiKey',
    body: { schema: 'Nothing', optional: true, example: {} },
    answer: { status: 200, description: 'A token for this connection.', schema: 'RepairToken' },
    problems: { 404: unknownConnection, 409: 'The connection is not `FAILED_AUTH`.' },
  },
];

/** `/sandbox`: what the real Araucaria does by itself. */
export const sandboxOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sandbox/connections/{id}/connect',
    operationId: 'connectConnection',
    tag: 'Sandbox',
    summary: 'Link a connection without a browser',
    description: 'At the preselected bank, the one to repair, or the first.',
    security: 'apiKey',
    body: { schema: 'Nothing', optional: true, example: {} },
    answer: { status: 200, description: 'The connection, now `CONNECTED`.', schema: 'Connection' },
    problems: { 404: unknownConnection, 409: 'The connection is `CONNECTED` already.' },
  },
  {
    method: 'post',
    path: '/sandbox/connections/{id}/fail-auth',
    operationId: 'failConnection',
    tag: 'Sandbox',
    summary: 'Play the user who changed the bank password',
    security: 'apiKey',
    body: { schema: 'Nothing', optional: true, example: {} },
    answer: { status: 200, description: 'The connection, now `FAILED_AUTH`.', schema: 'Connection' },
    problems: { 404: unknownConnection, 409: 'The connection is not `CONNECTED`.' },
  },
  {
    method: 'get',
    path: '/sandbox/webhooks',
    operationId: 'listWebhooks',
    tag: 'Sandbox',
    summary: 'List the latest webhooks',
    description: 'With each try to deliver them, 50 at most, the latest first.',
    security: 'apiKey',
    answer: { status: 200, description: 'The webhooks.', schema: 'WebhookList' },
  },
  {
    method: 'post',
    path: '/sandbox/webhooks/{id}/deliver',
    operationId: 'deliverWebhook',
    tag: 'Sandbox',
    summary: 'Deliver a webhook again',
    description: 'With its id, whatever became of it. A receiver that answered 410 gets all that wait for it, too.',
    security: 'apiKey',
    body: { schema: 'Nothing', optional: true, example: {} },
    answer: { status: 202, description: 'It is on its way.' },
    problems: { 404: 'There is no such webhook.', 409: 'The sandbox has no address to send webhooks to.' },
  },
];
