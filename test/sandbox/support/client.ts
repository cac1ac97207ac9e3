import assert from 'node:assert/strict';
import { request, type IncomingHttpHeaders } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { Attempt, AttemptCreated } from '../../../src/shared/widget-api.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/start-sandbox.ts';
import { assertDocumented } from './documented-answers.ts';
import { standingClock } from './standing-clock.ts';

export const apiKey = 'arau_test_key';
export const hostOrigin = 'http://localhost:5173';

/** An answer with its body. */
export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test expects its own shape
  body: any;
};

/** A sandbox whose bank answers at once, and the calls of backend and frame. Each answer is checked with OpenAPI. */
export class Client {
  readonly url: string;
  readonly #key: string;

  constructor(url: string, key = apiKey) {
    this.url = url;
    this.#key = key;
  }

  async call(method: string, path: string, { bearer, body, headers }: CallOptions = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get('Content-Type');
    assertDocumented(method, new URL(this.url + path), { status: response.status, contentType, text });
    const json = contentType?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null };
  }

  /** A call of the host's backend. */
  backend(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    return this.call(method, path, { bearer: this.#key, ...options });
  }

  async create(body?: unknown): Promise<{ connectionId: string; widgetToken: string }> {
    const answer = await this.backend('POST', '/v1/connections', body === undefined ? {} : { body });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }

  async connected(): Promise<string> {
    const { connectionId } = await this.create();
    const answer = await this.backend('POST', `/sandbox/connections/${connectionId}/connect`);
    assert.equal(answer.status, 200, answer.text);
    return connectionId;
  }

  async failed(): Promise<string> {
    const connectionId = await this.connected();
    await this.backend('POST', `/sandbox/connections/${connectionId}/fail-auth`);
    return connectionId;
  }

  async status(connectionId: string): Promise<string> {
    return (await this.backend('GET', `/v1/connections/${connectionId}`)).body.status;
  }

  session(widgetToken: string, connectionId: string, origin = hostOrigin): Promise<Answer> {
    return this.call('POST', '/widget/api/session', { bearer: widgetToken, body: { connectionId, origin } });
  }

  /** Sends credentials, as the frame does. */
  send(
    widgetToken: string,
    connectionId: string,
    user: string,
    { password = 'araucaria', institutionId = 'banco-alerce', origin = hostOrigin, credentials }: Attempted = {},
  ): Promise<Answer> {
    const body = { connectionId, origin, institutionId, credentials: credentials ?? { user, password } };
    return this.call('POST', '/widget/api/attempts', { bearer: widgetToken, body });
  }

  /** Polls until there is a challenge or a result. */
  async settled(attemptToken: string): Promise<Attempt> {
    for (;;) {
      const { body } = await this.call('GET', '/widget/api/attempt', { bearer: attemptToken });
      if (body.status !== 'connecting') return body;
      await pause(2);
    }
  }

  /** Answers the open challenge with a code, or with the members of another answer. */
  async answer(attemptToken: string, answer: string | object): Promise<Attempt> {
    const state = await this.settled(attemptToken);
    const challengeId = state.status === 'challenge' ? state.challenge.id : 'none';
    const body = { challengeId, ...(typeof answer === 'string' ? { code: answer } : answer) };
    const { status, text } = await this.call('POST', '/widget/api/attempt/challenge', { bearer: attemptToken, body });
    assert.equal(status, 200, text);
    return this.settled(attemptToken);
  }

  /** Sends credentials, and waits for a challenge or a result. */
  async attempt(
    widgetToken: string,
    connectionId: string,
    user: string,
    options?: Parameters<Client['send']>[3],
  ): Promise<{ attemptToken: string; state: Attempt }> {
    const answer = await this.send(widgetToken, connectionId, user, options);
    assert.equal(answer.status, 201, answer.text);
    const { attemptToken } = answer.body as AttemptCreated;
    return { attemptToken, state: await this.settled(attemptToken) };
  }
}

/** The options of an attempt. */
type Attempted = { password?: string; institutionId?: string; origin?: string; credentials?: Record<string, string> };

export type CallOptions = { bearer?: string; body?: unknown; headers?: Record<string, string> };

/** A sandbox for one test, closed at its end. Its time stands still unless the test advances it. */
export async function sandboxFor(
  context: Pick<TestContext, 'after'>,
  options: SandboxOptions = {},
): Promise<Client & { sandbox: Sandbox }> {
  const sandbox = await startSandbox({ apiKey, clock: standingClock(), ...options });
  context.after(() => sandbox.close());
  return Object.assign(new Client(sandbox.url, options.apiKey ?? apiKey), { sandbox });
}

/** A request that `fetch` can't make: the headers as given, also repeated ones. */
export function rawRequest(
  url: string,
  method: string,
  path: string,
  headers: string[],
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const names = headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const all = names.includes('host') ? headers : ['Host', `${hostname}:${port}`, ...headers];
    request({ hostname, port, method, path, headers: all as never }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      readText(response)
        .then((text) => {
          const contentType = answered['content-type'] ?? null;
          // Node itself refuses malformed requests, before the sandbox.
          if (status !== 400) assertDocumented(method, new URL(path, url), { status, contentType, text });
          return { status, headers: answered };
        })
        .then(resolve, reject);
    })
      .on('error', reject)
      .end();
  });
}
