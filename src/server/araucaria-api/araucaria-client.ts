import type { Connection } from '../../shared/connection.ts';
import type { WidgetToken } from '../../shared/widget-token.ts';
import { isId } from '../connection-id.ts';
import { optionError } from '../option-error.ts';
import { ownOptions } from '../own-options.ts';
import { apiAccessNames, checkApiAccess, type ApiAccess } from './api-access.ts';
import { connectionIdIn, connectionIn, institutionIdIn, tokenIn } from './api-answers.ts';
import type { ApiAnswer, ApiCall } from './api-call.ts';
import { callWithRetries } from './retries.ts';

/** Calls the Araucaria API. Each call rejects with an `AraucariaApiError`. */
export type AraucariaClient = {
  /** Creates a connection, which is `PENDING`. `institutionId`: the bank that the widget begins with. */
  createConnection(options?: { institutionId?: string }): Promise<WidgetToken>;
  /** Mints a token to repair a connection. Rejects with `conflict` if the connection is not in `FAILED_AUTH`. */
  createWidgetToken(connectionId: string): Promise<{ widgetToken: string; institutionId: string | null }>;
  /** The connection as it is now: the truth, whatever order webhooks come in. */
  getConnection(connectionId: string): Promise<Connection>;
  /** Ends a connection. It is `not-found` from then on. */
  deleteConnection(connectionId: string): Promise<void>;
};

/**
 * A client of the Araucaria API, for your backend. A call that may succeed later is repeated within `timeout`: each can be
 * repeated safely, since a connection is created with an idempotency key.
 *
 * @example
 * ```ts
 * const araucaria = createAraucariaClient({ apiKey: process.env.ARAUCARIA_API_KEY });
 * const { status } = await araucaria.getConnection(connectionId);
 * ```
 *
 * @throws {TypeError} for options that can't be used
 * @throws {Error} in a browser, where an API key would be public
 */
export function createAraucariaClient(options: ApiAccess): AraucariaClient {
  const caller = 'createAraucariaClient';
  if (typeof document !== 'undefined') {
    throw new Error(`${caller}: expected a server; got a browser. Your API key would be public here.`);
  }
  const access = checkApiAccess(caller, ownOptions(caller, options, apiAccessNames));
  const call = (parts: Pick<ApiCall, 'method' | 'path' | 'headers' | 'body'>): Promise<ApiAnswer> =>
    callWithRetries(access, parts);

  return {
    async createConnection(given = {}) {
      const { institutionId } = ownOptions('createConnection', given, ['institutionId']);
      const body = institutionId === undefined ? undefined : { institutionId: checkId('institutionId', institutionId) };
      const headers = { 'Idempotency-Key': crypto.randomUUID() };
      const answer = await call({ method: 'POST', path: '/connections', headers, body });
      return { widgetToken: tokenIn(answer), connectionId: connectionIdIn(answer) };
    },
    async createWidgetToken(connectionId) {
      const answer = await call({ method: 'POST', path: `${pathOf(connectionId)}/widget-token` });
      return { widgetToken: tokenIn(answer), institutionId: institutionIdIn(answer) };
    },
    async getConnection(connectionId) {
      return connectionIn(await call({ method: 'GET', path: pathOf(connectionId) }));
    },
    async deleteConnection(connectionId) {
      await call({ method: 'DELETE', path: pathOf(connectionId) });
    },
  };
}

const pathOf = (connectionId: string): string => `/connections/${checkId('connectionId', connectionId)}`;

function checkId(name: string, value: unknown): string {
  if (!isId(value)) {
    throw optionError('createAraucariaClient', name, '1 to 64 letters, digits, hyphens and underscores', value);
  }
  return value;
}
