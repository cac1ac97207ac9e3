import { apiKeyPattern, idPattern, maxTokenLength } from '../../../shared/limits.ts';
import type { Answer } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { answersStatus } from '../api-behaviors.ts';
import { expectNoCall, expectStatus, expectSuccess, isSuccess, NotTried, Shortfall } from '../shortfall.ts';

/** Of an endpoint that works, in front of an API that does not. */
const withoutAnswer =
  'The endpoint got no token of Araucaria. Its log says why: an address that does not answer (is the sandbox running? ' +
  'npx araucaria-sandbox), or an API key that is refused there.';

/** What works: a token for a new connection, and for one to repair. */
export const tokenRules: readonly Rule[] = [
  {
    name: 'token',
    says: 'A POST of {} is answered with a widgetToken and a connectionId.',
    change:
      'Call POST /v1/connections with the API key, and answer 200 with { "widgetToken": "…", "connectionId": "…" } of ' +
      'its answer. For 401 or 403, give the check the session of a visitor: --header "Cookie: …". For a missing call of ' +
      'the API, start the endpoint with the address of --api-port in place of the API.',
    async try(endpoint) {
      const answer = await endpoint.send();
      const { api } = endpoint.subject;
      if (api && answer.apiCalls.length === 0 && (isSuccess(answer) || answer.status >= 500)) {
        throw new Shortfall({ ...came(answer, 'no call of the API'), expected: `a call of ${api.url}` });
      }
      expectSuccess(answer, { 502: withoutAnswer, 504: withoutAnswer });
      expectToken(answer);
      const { connectionId } = answer.json;
      if (typeof connectionId !== 'string' || !idPattern.test(connectionId)) {
        throw new Shortfall({
          ...came(answer, 'no connectionId that is an id'),
          expected: '{ widgetToken, connectionId }',
        });
      }
      endpoint.createdId = connectionId;
    },
  },
  {
    name: 'null-id',
    says: 'connectionId: null means the same as {}.',
    change: 'Treat null as a connectionId that is left out.',
    async try(endpoint) {
      const answer = await endpoint.send({ body: '{"connectionId":null}' });
      expectSuccess(answer);
      expectToken(answer);
    },
  },
  {
    name: 'repair',
    says: 'A POST of { connectionId } is answered with a token for that connection.',
    change: 'Call POST /v1/connections/{connectionId}/widget-token, and answer 200 with the widgetToken of its answer.',
    needs: 'repairable',
    async try(endpoint) {
      const answer = await endpoint.send(repairOf(endpoint.repairableId));
      if (endpoint.subject.api === null && answer.status === 409) {
        throw new NotTried(
          'needs --connection-id with the id of a connection in FAILED_AUTH; this one is in another state',
        );
      }
      expectSuccess(answer);
      expectToken(answer);
      const path = `/v1/connections/${endpoint.repairableId}/widget-token`;
      if (endpoint.subject.api && !answer.apiCalls.some((call) => call.method === 'POST' && call.path === path)) {
        throw new Shortfall({ ...came(answer, 'a token, without that call of the API'), expected: `POST ${path}` });
      }
    },
  },
  {
    name: 'repair-id',
    says: 'The answer to a repair has the connectionId that was sent, or none.',
    change: 'Answer the connectionId of the request. The button refuses any other.',
    needs: 'repairable',
    async try(endpoint) {
      const answer = await endpoint.send(repairOf(endpoint.repairableId));
      const { connectionId } = answer.json;
      if (connectionId !== undefined && connectionId !== endpoint.repairableId) {
        throw new Shortfall({ ...came(answer, 'another connectionId'), expected: 'the one that was sent' });
      }
    },
  },
  {
    name: 'repair-healthy',
    says: 'The repair of a connection that can not be repaired is answered 409.',
    change: 'Pass on the status 409 of the API, and no other of its words.',
    async try(endpoint) {
      // A new connection is PENDING, which the API itself does not repair.
      expectStatus(await endpoint.send({ ...repairOf(endpoint.createdId), api: answersStatus(409) }), [409]);
    },
  },
  {
    name: 'repair-unknown',
    says: 'The repair of a connection that is gone is answered 404.',
    change: 'Pass on the status 404 of the API, and no other of its words.',
    needs: 'api',
    async try(endpoint) {
      expectStatus(await endpoint.send({ ...repairOf(endpoint.createdId), api: answersStatus(404) }), [404]);
    },
  },
  {
    name: 'ownership',
    says: 'A connection of somebody else is not repaired: 403 or 404.',
    change:
      'Store who owns a connection when it is created, before the token goes out, and compare before the API is called. ' +
      'Otherwise any visitor can take over the connection of another.',
    async try(endpoint) {
      const answer = await endpoint.send(repairOf('conn_of-somebody-else'));
      expectStatus(answer, [403, 404]);
      expectNoCall(answer);
    },
  },
  {
    name: 'session',
    says: 'A visitor without the session is refused: 401 or 403.',
    change:
      'Refuse visitors who are not signed in with 401 or 403. A redirect to a login can not be followed by the button.',
    needs: 'session',
    async try(endpoint) {
      const answer = await endpoint.send({ isStranger: true });
      expectStatus(answer, [401, 403]);
      expectNoCall(answer);
    },
  },
];

const repairOf = (connectionId: string | null): { body: string } => ({ body: JSON.stringify({ connectionId }) });

const came = ({ sent, status }: Answer, what: string): { sent: Answer['sent']; came: string } => ({
  sent,
  came: `${status} with ${what}`,
});

function expectToken(answer: Answer): void {
  const { widgetToken } = answer.json;
  const isUsable =
    typeof widgetToken === 'string' && widgetToken.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(widgetToken);
  if (!isUsable || apiKeyPattern.test(widgetToken)) {
    throw new Shortfall({ ...came(answer, 'no usable widgetToken'), expected: '{ widgetToken, connectionId }' });
  }
}
