import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { canaryKey } from './support/canary-key.ts';
import { startFakeAraucaria, type Call, type FakeAraucaria } from './support/fake-araucaria.ts';
import type { Runtime } from './support/runtimes.ts';
import {
  assertProblem,
  fromPage,
  type Answer,
  type Sent,
  type TokenHandlerUnderTest,
} from './support/token-requests.ts';
import { allowedOriginTests } from './token-handler/allowed-origins.suite.ts';
import { araucariaAnswerTests } from './token-handler/araucaria-answers.suite.ts';
import { requestBodyTests, requestSizeTests } from './token-handler/request-body.suite.ts';
import { refusedId, requestIdTests } from './token-handler/request-id.suite.ts';
import { proxyTests, requestOriginTests } from './token-handler/request-origin.suite.ts';
import { tokenTests } from './token-handler/token.suite.ts';

/** The tests that each runtime has to pass. They need nothing of it but answers to requests. */
export function tokenHandlerSuite(runtimeName: string, start: (araucariaUrl: string) => Promise<Runtime>): void {
  describe(`on ${runtimeName}`, () => {
    let araucaria: FakeAraucaria;
    let runtime: Runtime;
    let closedPort: number;

    before(async () => {
      araucaria = await startFakeAraucaria();
      runtime = await start(araucaria.url);
      closedPort = await freePort();
    });
    beforeEach(() => {
      araucaria.calls.length = 0;
    });
    after(async () => {
      await runtime.close();
      await araucaria.close();
      for (const name of ['authorize', 'onConnectionCreated']) {
        assert.ok(
          runtime.printed().includes(`createTokenHandler: ${name} threw.`),
          `Expected a line in the log for ${name}, which threw.`,
        );
      }
      assert.ok(
        runtime.printed().includes(`createTokenHandler: 405 method, request ${refusedId}.`),
        'no line in the log',
      );
      assert.match(
        runtime.printed(),
        new RegExp(
          ` 502 araucaria-unreachable, request \\S+ Called http://127\\.0\\.0\\.1:${closedPort}/v1/connections[.:]`,
        ),
      );
      assert.ok(!runtime.printed().includes(canaryKey), 'the key is in the console');
    });

    const send = (path: string, sent: Sent = {}): Promise<Answer> =>
      askForToken(`${runtime.origin}/${path}`, runtime.send, sent);

    const calls = (part: string): Call[] => araucaria.calls.filter(({ path }) => path.includes(part));

    function assertRefused(answer: Answer, expected: number, code = 'token-request-rejected'): void {
      assertProblem(answer, expected, code);
      assert.equal(calls('/v1/').length, 0);
    }

    const handler: TokenHandlerUnderTest = {
      runtimeName,
      get runtime() {
        return runtime;
      },
      get araucaria() {
        return araucaria;
      },
      send,
      calls,
      assertRefused,
    };
    tokenTests(handler);
    requestOriginTests(handler);
    proxyTests(handler);
    allowedOriginTests(handler);
    requestBodyTests(handler);
    requestSizeTests(handler);
    requestIdTests(handler);
    araucariaAnswerTests(handler);
    it('answers 502 where nothing listens, and names the address in the log alone', async () => {
      assertProblem(await send(`nowhere-${closedPort}`), 502, 'token-request-rejected');
    });
  });
}

/** Sends a token request to `url`, by default as a page of the same origin does, and checks that the answer leaks nothing. */
export async function askForToken(
  url: string,
  sendRequest: Runtime['send'],
  { method = 'POST', headers = fromPage(), body = '{}', signal }: Sent,
): Promise<Answer> {
  const response = await sendRequest(
    new Request(url, {
      method,
      headers,
      ...(method !== 'GET' && method !== 'HEAD' && body !== null && { body, duplex: 'half' }),
      ...(signal && { signal }),
    }),
  );
  const text = await response.text();
  const everything = JSON.stringify([...response.headers]) + text;
  assert.ok(!everything.includes(canaryKey), 'the key is in an answer');
  assert.ok(!everything.includes('upstream'), "Araucaria's own words are in an answer");
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.equal(response.headers.get('Vary'), 'Origin, Sec-Fetch-Site, Cookie');
  assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : {} };
}
