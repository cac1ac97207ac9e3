import { connectWithoutBrowser } from '../../bank/connect-without-browser.ts';
import { Problem } from '../problem.ts';
import { connection, connectionList } from './answer-schemas.ts';
import { connectionOf, noConnection } from './connections.ts';
import { operation } from './operation.ts';
import { nothing } from './request-schemas.ts';

/** How many connections a list has at most. */
export const maxListedConnections = 50;

/** `/sandbox/connections`: their list, and changes that a test makes, and that users and banks make at the real Araucaria. */
export const connectionControlOperations = [
  operation(
    {
      method: 'get',
      path: '/sandbox/connections',
      operationId: 'listConnections',
      tag: 'Sandbox',
      summary: 'List the latest connections',
      description: `At most ${maxListedConnections}, the latest first.`,
      security: 'apiKey',
      answer: { status: 200, description: 'The connections.', schema: connectionList },
    },
    ({ connections }) => ({
      connections: connections
        .latest(maxListedConnections)
        .map(({ createdAt, ...rest }) => ({ ...rest, createdAt: new Date(createdAt).toISOString() })),
    }),
  ),
  operation(
    {
      method: 'post',
      path: '/sandbox/connections/{id}/connect',
      operationId: 'connectConnection',
      tag: 'Sandbox',
      summary: 'Link a bank without a browser',
      description: 'The preselected bank, the bank to repair, or the first bank.',
      security: 'apiKey',
      body: { schema: nothing, optional: true, example: {} },
      answer: { status: 200, description: 'The connection, now `CONNECTED`.', schema: connection },
      problems: { 404: noConnection, 409: 'The connection is already `CONNECTED`.' },
    },
    (services, call) => {
      const { connectionId } = connectionOf(services, call);
      const { requestId } = call.context.get('trace');
      const connected = connectWithoutBrowser(services.connections, connectionId, requestId);
      if (!connected) throw new Problem(409, { detail: 'Expected a connection that is not CONNECTED yet.' });
      return connected;
    },
  ),
  operation(
    {
      method: 'post',
      path: '/sandbox/connections/{id}/fail-auth',
      operationId: 'failConnection',
      tag: 'Sandbox',
      summary: 'Act as a user who changed the bank password',
      security: 'apiKey',
      body: { schema: nothing, optional: true, example: {} },
      answer: { status: 200, description: 'The connection, now `FAILED_AUTH`.', schema: connection },
      problems: { 404: noConnection, 409: 'The connection is not `CONNECTED`.' },
    },
    (services, call) => {
      const found = connectionOf(services, call);
      const failed = services.connections.failAuth(found.connectionId, call.context.get('trace').requestId);
      if (!failed)
        throw new Problem(409, { detail: `Expected a connection that is CONNECTED; it is ${found.status}.` });
      return failed;
    },
  ),
];
