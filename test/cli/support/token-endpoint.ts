import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createTokenHandler, type TokenHandlerOptions } from 'araucaria-connect/server';
import { drips, isSilent, succeeds, type ApiBehavior } from '../../../src/cli/check/api-behaviors.ts';
import { startApiStandIn, type ApiStandIn } from '../../../src/cli/check/api-stand-in.ts';
import { checkEndpoint, type Outcome } from '../../../src/cli/check/check-endpoint.ts';
import type { Subject } from '../../../src/cli/check/endpoint.ts';
import { canaryKey } from '../../server/support/canary-key.ts';

/** What the API answered to a request of the endpoint; null where it did not. */
export type ApiAnswer = { status: number; text: string } | null;

/** What an answer is for. */
export type Exchange = { request: Request; body: string; api: ApiAnswer };

/** What is wrong with an endpoint. */
export type Fault = {
  /** Options in place of those of a right endpoint. `behavior`: how the API answers at the moment. */
  options?(right: TokenHandlerOptions, behavior: ApiBehavior): Partial<TokenHandlerOptions>;
  /** The request as the endpoint reads it. */
  request?(request: Request, body: string): Request;
  /** The answer that it gives in place of the right one. */
  answer?(answer: Response, exchange: Exchange): Response | Promise<Response>;
};

/** A visitor with a session, who may link a bank and repair what is theirs. */
export const session = { Cookie: 'session=1' };

/** The origin of a page that may use the endpoint from elsewhere. */
export const friend = 'https://friend.example';

/** A token endpoint on a port of its own, made by `createTokenHandler`, and the stand-in that it calls. */
export async function startTokenEndpoint(
  fault: Fault = {},
): Promise<
  AsyncDisposable & { url: URL; check(given?: Partial<Subject>, skip?: readonly string[]): Promise<Outcome[]> }
> {
  const api = await startApiStandIn(0);
  let behavior: ApiBehavior = succeeds;
  let apiAnswer: ApiAnswer = null;
  const owned = new Set<string | null>([null]);
  const right: TokenHandlerOptions = {
    apiKey: canaryKey,
    apiUrl: api.url,
    allowedOrigins: [friend],
    authorize: ({ headers }, { connectionId }) => headers.get('Cookie') === session.Cookie && owned.has(connectionId),
    onConnectionCreated: ({ connectionId }) => void owned.add(connectionId),
    onError() {},
    async fetch(...args) {
      const response = await fetch(...args);
      if (!neverEnds(behavior)) apiAnswer = { status: response.status, text: await response.clone().text() };
      return response;
    },
  };
  async function answer(request: Request): Promise<Response> {
    apiAnswer = null;
    const body = await request.clone().text();
    // Only an answer that never ends reaches it, however slow the machine is.
    const timeout = neverEnds(behavior) ? 200 : 100_000;
    const mintWidgetToken = createTokenHandler({ ...right, timeout, ...fault.options?.(right, behavior) });
    const answered = await mintWidgetToken(fault.request?.(request, body) ?? request);
    return fault.answer?.(answered, { request, body, api: apiAnswer }) ?? answered;
  }
  const server = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/widget-token`);
  const standIn: ApiStandIn = {
    ...api,
    behave(next) {
      behavior = next;
      return api.behave(next);
    },
  };
  return {
    url,
    check: (given = {}, skip = []) =>
      checkEndpoint(
        { url, headers: session, origin: null, connectionId: null, api: standIn, timeoutMs: 20_000, ...given },
        skip,
      ),
    async [Symbol.asyncDispose]() {
      server.close();
      await api.close();
    },
  };
}

const neverEnds = (behavior: ApiBehavior): boolean => [isSilent, drips].includes(behavior);
