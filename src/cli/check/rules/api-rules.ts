import type { Endpoint } from '../endpoint.ts';
import type { Rule } from '../rule.ts';
import {
  answersStatus,
  drips,
  isSilent,
  isTooLarge,
  nonsense,
  redirects,
  redirectTarget,
  resets,
  strayKeys,
  unusableIds,
  type ApiBehavior,
} from '../api-behaviors.ts';
import { expectStatus, Shortfall } from '../shortfall.ts';

/** How the API is called, and what its answers become. */
export const apiRules: readonly Rule[] = [
  {
    name: 'api-call',
    says: 'A new connection is one call of the API, as documented.',
    change: 'Send POST /v1/connections with Content-Type: application/json, and no body or a JSON object.',
    needs: 'api',
    async try(endpoint) {
      const { sent, apiCalls } = await endpoint.send();
      const call = apiCalls.find(({ method, path }) => method === 'POST' && path === '/v1/connections');
      const came = apiCalls.map(({ method, path }) => `${method} ${path}`).join(', ') || 'no call';
      if (!call) throw new Shortfall({ sent, came, expected: 'POST /v1/connections' });
      const type = call.headers['content-type'] ?? 'no Content-Type';
      if (!type.startsWith('application/json')) {
        throw new Shortfall({ sent, came: type, expected: 'Content-Type: application/json' });
      }
      if (call.body !== '' && !/^\s*\{[^]*\}\s*$/.test(call.body)) {
        throw new Shortfall({ sent, came: 'a call with another body', expected: 'no body, or a JSON object' });
      }
    },
  },
  {
    name: 'api-redirect',
    says: 'A redirect of the API is not followed: 502.',
    change: 'Turn off redirects in the HTTP client. Otherwise it sends the API key to another server.',
    needs: 'api',
    async try(endpoint) {
      for (const status of [302, 307]) {
        const answer = await endpoint.send({ api: redirects(status) });
        if (answer.apiCalls.some(({ path }) => path === redirectTarget)) {
          throw new Shortfall({ sent: answer.sent, came: 'a call of the other address', expected: '502' });
        }
        expectStatus(answer, [502]);
      }
    },
  },
  {
    ...answers(
      'api-refuses-key',
      [502],
      [401, 403].map((status) => answersStatus(status)),
    ),
    says: 'A key that the API refuses (401, 403) is answered 502.',
    change:
      'Answer 502 where the API answers 401 or 403: the key is at fault, and the visitor could not sign in again.',
  },
  {
    ...answers(
      'api-fails',
      [502],
      [400, 422, 500, 502, 520].map((status) => answersStatus(status)),
    ),
    says: 'A failure of the API is answered 502.',
    change: 'Answer 502 to any status of the API but 2xx, 429 and 503, and for a repair 404 and 409.',
  },
  {
    ...answers(
      'api-forgets',
      [502],
      [404, 409].map((status) => answersStatus(status)),
    ),
    says: 'A 404 or 409 of the API to a new connection is answered 502.',
    change:
      'Pass on 404 and 409 for a repair alone: for a new connection they say that the address of the API is wrong.',
  },
  {
    ...answers('api-limits', [429], [answersStatus(429)]),
    says: 'A 429 of the API is answered 429.',
    change: 'Pass on the status 429: the button offers to try again.',
  },
  {
    ...answers('api-unavailable', [503], [answersStatus(503)]),
    says: 'A 503 of the API is answered 503.',
    change: 'Pass on the status 503: the button offers to try again.',
  },
  {
    name: 'retry-after',
    says: 'A valid Retry-After of the API is passed on with 429 and 503.',
    change: 'Copy Retry-After where it is a number of seconds or an HTTP date, and leave it out where it is neither.',
    needs: 'api',
    async try(endpoint) {
      for (const [given, expected] of [
        ['7', '7'],
        [date, date],
        ['soon', null],
      ] as const) {
        const { sent, headers } = await endpoint.send({ api: answersStatus(429, { 'Retry-After': given }) });
        const came = headers.get('Retry-After');
        if (came === expected) continue;
        throw new Shortfall({ sent, came: toText(came), expected: toText(expected) });
      }
    },
  },
  {
    ...answers('api-down', [502], [resets]),
    says: 'An API that can not be reached is answered 502.',
    change: 'Catch the errors of the HTTP client, and answer 502.',
  },
  {
    ...answers('api-silent', [504], [isSilent]),
    says: 'An API that does not answer is answered 504, before the button gives up.',
    change: 'Give the call of the API a time limit of 10 s, and answer 504 after it.',
  },
  {
    ...answers('api-drips', [502, 504], [drips]),
    says: 'An answer of the API that never ends is given up: 504.',
    change: 'Limit the time of the whole call. In most HTTP clients the time limit is for each read alone.',
  },
  {
    ...answers('api-nonsense', [502], nonsense),
    says: 'A success of the API without a usable token is answered 502.',
    change: 'Check that the answer is a JSON object with a widgetToken of 1 to 4,096 visible ASCII characters.',
  },
  {
    ...answers('api-ids', [502], unusableIds),
    says: 'A new connection without a usable id is answered 502.',
    change: 'Check the connectionId of the API with ^[A-Za-z0-9_-]{1,64}$, before you store its owner.',
  },
  {
    ...answers('api-size', [502], [isTooLarge]),
    says: 'An answer of the API of more than 64 KiB is answered 502.',
    change: 'Read 65,536 bytes at most, and answer 502 to more.',
  },
  {
    ...answers('api-stray-key', [502], strayKeys),
    says: 'An API key in place of a token or an id is answered 502.',
    change: 'Refuse a widgetToken and a connectionId that contain arau_.',
  },
];

const date = 'Wed, 21 Oct 2037 07:28:00 GMT';

const toText = (value: string | null): string => (value === null ? 'no Retry-After' : `Retry-After: ${value}`);

/** What all rules have that say which status an answer of the API becomes. */
function answers(
  name: string,
  statuses: readonly number[],
  behaviors: readonly ApiBehavior[],
): Pick<Rule, 'name' | 'needs' | 'try'> {
  return {
    name,
    needs: 'api',
    async try(endpoint: Endpoint) {
      for (const api of behaviors) expectStatus(await endpoint.send({ api }), statuses);
    },
  };
}
