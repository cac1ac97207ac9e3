import { Shortfall } from '../shortfall.ts';
import type { Answer } from '../exchange.ts';
import type { Rule } from '../rule.ts';

/** What each of the answers is like that the other rules have brought. */
export const answerRules: readonly Rule[] = [
  {
    name: 'token-type',
    says: 'The answer with a token is application/json.',
    change: 'Send Content-Type: application/json.',
    try({ answers }) {
      for (const answer of answers.filter(isToken)) {
        const type = answer.headers.get('Content-Type') ?? 'no Content-Type';
        if (!/^application\/json\b/i.test(type)) {
          throw new Shortfall({ sent: answer.sent, came: type, expected: 'Content-Type: application/json' });
        }
      }
    },
  },
  {
    name: 'token-members',
    says: 'The answer with a token has no other member than widgetToken and connectionId.',
    change: 'Build the answer of these two members. Do not pass on the answer of the API.',
    async try({ answers }) {
      for (const answer of answers.filter(isToken)) {
        const others = Object.keys(answer.json).filter((name) => !['widgetToken', 'connectionId'].includes(name));
        if (others.length === 0) continue;
        throw new Shortfall({ sent: answer.sent, came: `${others.length} others`, expected: 'these two alone' });
      }
    },
  },
  {
    name: 'allow',
    says: 'A 405 names the method that is allowed.',
    change: 'Send Allow: POST with 405 (RFC 9110, 15.5.6).',
    try({ answers }) {
      for (const { status, headers, sent } of answers) {
        if (status !== 405 || /\bPOST\b/.test(headers.get('Allow') ?? '')) continue;
        throw new Shortfall({ sent, came: headers.get('Allow') ?? 'no Allow', expected: 'Allow: POST' });
      }
    },
  },
  {
    name: 'api-key',
    says: 'The API is called with the API key.',
    change: 'Send Authorization: Bearer arau_… with each call of the API.',
    needs: 'api',
    try({ answers }) {
      for (const { sent, apiCalls } of answers) {
        if (apiCalls.every(({ headers }) => /^Bearer arau_[\x21-\x7e]+$/.test(headers.authorization ?? ''))) continue;
        throw new Shortfall({ sent, came: 'a call without it', expected: 'Authorization: Bearer arau_…' });
      }
    },
  },
  {
    ...onEach('no-store', 'Cache-Control', (value) => /\bno-store\b/i.test(value), 'Cache-Control: no-store'),
    says: 'No answer may be stored in a cache.',
    change: 'Send Cache-Control: no-store with every answer, also with failures.',
  },
  {
    ...onEach('nosniff', 'X-Content-Type-Options', (value) => value === 'nosniff', 'X-Content-Type-Options: nosniff'),
    says: 'No browser may guess the type of an answer.',
    change: 'Send X-Content-Type-Options: nosniff with every answer, also with failures.',
  },
  {
    ...onEach(
      'vary',
      'Vary',
      (value) => value === '*' || ['origin', 'sec-fetch-site'].every((name) => namesIn(value).includes(name)),
      'Vary: Origin, Sec-Fetch-Site',
    ),
    says: 'Each answer says which headers it depends on.',
    change: 'Send Vary: Origin, Sec-Fetch-Site, Cookie with every answer, also with failures.',
  },
  {
    name: 'problem-type',
    says: 'Each failure is problem JSON with its status and a code (RFC 9457).',
    change:
      'Answer failures with Content-Type: application/problem+json and { "type": "about:blank", "title": "…", ' +
      '"status": 403, "detail": "…", "code": "unauthorized" }.',
    try({ answers }) {
      for (const { sent, status, headers, json } of failuresOf(answers)) {
        const type = headers.get('Content-Type') ?? 'no Content-Type';
        const expected = 'application/problem+json with status and code';
        if (!/^application\/problem\+json\b/i.test(type))
          throw new Shortfall({ sent, came: `${status} with ${type}`, expected });
        if (json['status'] !== status || typeof json['code'] !== 'string') {
          throw new Shortfall({ sent, came: `${status} without these members`, expected });
        }
      }
    },
  },
  {
    name: 'problem-code',
    says: "The code of a failure is that of the button's table.",
    change:
      'code is unauthorized for 401 and 403, connection-not-found for 404, connection-not-repairable for 409, ' +
      'and token-request-rejected for all others.',
    try({ answers }) {
      for (const { sent, status, json } of failuresOf(answers)) {
        const expected = codes.get(status) ?? 'token-request-rejected';
        if (typeof json['code'] !== 'string' || json['code'] === expected) continue;
        throw new Shortfall({ sent, came: `${status} with another code`, expected });
      }
    },
  },
];

const codes: ReadonlyMap<number, string> = new Map([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'connection-not-found'],
  [409, 'connection-not-repairable'],
]);

const failuresOf = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ status, sent }) => status >= 400 && sent.method !== 'OPTIONS');

const isToken = ({ json }: Answer): boolean => typeof json['widgetToken'] === 'string';

const namesIn = (value: string): string[] => value.toLowerCase().split(/\s*,\s*/);

/** What all rules have that say what a header of every answer is. */
function onEach(
  name: string,
  header: string,
  isRight: (value: string) => boolean,
  expected: string,
): Pick<Rule, 'name' | 'try'> {
  return {
    name,
    try({ answers }) {
      for (const { sent, status, headers } of answers) {
        const value = headers.get(header) ?? '';
        if (isRight(value)) continue;
        throw new Shortfall({
          sent,
          came: `${status} with ${value === '' ? `no ${header}` : `${header}: ${value}`}`,
          expected,
        });
      }
    },
  };
}
