import * as v from 'valibot';
import type { Connection } from '../../../shared/connection.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { connection, newConnection, repairToken } from './answer-schemas.ts';
import { operation, type Call } from './operation.ts';
import { connectionRequest, idempotencyKey, nothing } from './request-schemas.ts';

/** Why a connection is not found, for the OpenAPI document. */
export const noConnection = 'There is no such connection, or it belongs to another API key.';

/** `/v1`: the API as Araucaria documents it, with a `GET` and a `DELETE` of a connection that are the sandbox's own. */
export const connectionOperations = [
  operation(
    {
      method: 'post',
      path: '/v1/connections',
      operationId: 'createConnection',
      tag: 'Connections',
      summary: 'Create a connection',
      description:
        "For the host's backend. Send `widgetToken` to the browser, and store `connectionId` with the user who owns it.",
      security: 'apiKey',
      parameters: [
        {
          in: 'header',
          name: 'Idempotency-Key',
          description:
            'The same key with the same body returns the same connection, with a new token. Bare, or quoted as in RFC 8941.',
          schema: idempotencyKey,
        },
      ],
      body: { schema: connectionRequest, optional: true, example: { institutionId: 'banco-alerce' } },
      answer: {
        status: 201,
        description: 'The connection. It is `PENDING` until its user has linked a bank.',
        schema: newConnection,
        headers: { Location: 'The path of the connection.' },
      },
      problems: {
        400: 'The body is not JSON, or the `Idempotency-Key` is malformed.',
        422: 'The body has another shape, the institution is unknown, or the `Idempotency-Key` was used with another body.',
      },
    },
    ({ connections, institutions }, { body: { institutionId }, context }) => {
      if (institutionId !== null && !institutions.find(institutionId)) {
        throw new Problem(422, { detail: 'Expected the id of a known institution at institutionId.' });
      }
      const key = readIdempotencyKey(context.req.header('Idempotency-Key'));
      const trace = context.get('trace');
      const created = connections.create({ institutionId, idempotencyKey: key, requestId: trace.requestId });
      if (!created) throw new Problem(422, { detail: 'Expected the same body as before with this Idempotency-Key.' });
      trace.connectionId = created.connectionId;
      context.header('Location', `/v1/connections/${created.connectionId}`);
      return created;
    },
  ),
  operation(
    {
      method: 'get',
      path: '/v1/connections/{id}',
      operationId: 'getConnection',
      tag: 'Connections',
      summary: 'Get a connection',
      description: 'What a browser reports is a hint. This, or the webhook, is the proof.',
      security: 'apiKey',
      answer: { status: 200, description: 'The current state of the connection.', schema: connection },
      problems: { 404: noConnection },
    },
    connectionOf,
  ),
  operation(
    {
      method: 'delete',
      path: '/v1/connections/{id}',
      operationId: 'deleteConnection',
      tag: 'Connections',
      summary: 'End a connection',
      description:
        "An addition of the sandbox: Araucaria's documentation has no such operation. Deletes the connection with its widget tokens, attempts and `Idempotency-Key`, in any state, and sends the webhook `connection.disconnected`. Repeated, it answers 404 and sends nothing.",
      security: 'apiKey',
      answer: { status: 204, description: 'There is no connection of this id any more.' },
      problems: { 404: noConnection },
    },
    (services, call) => {
      const { connectionId } = connectionOf(services, call);
      services.connections.disconnect(connectionId, call.context.get('trace').requestId);
      services.attempts.cancelAllOf(connectionId);
    },
  ),
  operation(
    {
      method: 'post',
      path: '/v1/connections/{id}/widget-token',
      operationId: 'createWidgetToken',
      tag: 'Connections',
      summary: 'Create a token to repair a connection',
      description: 'Opened with this token, the widget begins with the credential form of the bank.',
      security: 'apiKey',
      body: { schema: nothing, optional: true, example: {} },
      answer: { status: 200, description: 'A token for this connection.', schema: repairToken },
      problems: { 404: noConnection, 409: 'The connection is not `FAILED_AUTH`.' },
    },
    (services, call) => {
      const found = connectionOf(services, call);
      const { requestId } = call.context.get('trace');
      const widgetToken = services.connections.mintRepairToken(found.connectionId, requestId);
      if (widgetToken === null) {
        throw new Problem(409, { detail: `Expected a connection in FAILED_AUTH; it is ${found.status}.` });
      }
      return { widgetToken, institutionId: found.institutionId };
    },
  ),
];

/**
 * The connection of the id in the path, which is in the log too. Throws a 404 {@link Problem} if there is none, or if it
 * belongs to another API key.
 */
export function connectionOf(
  { connections }: Services,
  { id, context }: Pick<Call<unknown>, 'id' | 'context'>,
): Connection {
  const found = connections.find(id);
  if (!found) throw new Problem(404, { detail: 'There is no connection of this id.' });
  // Not before: an unknown id may be a secret that was sent by mistake.
  context.get('trace').connectionId = id;
  return found;
}

function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  const result = v.safeParse(idempotencyKey, header);
  if (!result.success) {
    throw new Problem(400, { detail: 'Expected an Idempotency-Key of 1 to 255 visible ASCII characters.' });
  }
  return result.output;
}
