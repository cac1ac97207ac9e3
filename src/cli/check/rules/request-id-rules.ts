import { randomUUID } from 'node:crypto';
import type { Answer } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { Shortfall } from '../shortfall.ts';

/** One id from the click to the API. */
export const requestIdRules: readonly Rule[] = [
  {
    name: 'request-id',
    says: 'Each answer has an X-Request-Id: that of the request, or a new one.',
    change: 'Copy X-Request-Id of the request into the answer and the log. Where there is none, make one.',
    async try(endpoint) {
      for (const body of ['{}', '{']) {
        const id = randomUUID();
        const { sent, headers } = await endpoint.send({ body, headers: { 'X-Request-Id': id } });
        const came = headers.get('X-Request-Id');
        if (came !== id)
          throw idShortfall(sent, came === null ? 'no X-Request-Id' : 'another X-Request-Id', 'the same');
      }
      for (const { sent, headers } of endpoint.answers) {
        if (!headers.get('X-Request-Id')) throw idShortfall(sent, 'no X-Request-Id', 'X-Request-Id');
      }
    },
  },
  {
    name: 'request-id-form',
    says: 'An X-Request-Id that is not 1 to 128 visible ASCII characters is replaced.',
    change: 'Test it with ^[\\x21-\\x7e]{1,128}$ and make a new one otherwise: it goes into your log and to the API.',
    async try(endpoint) {
      for (const id of ['a b', 'x'.repeat(129)]) {
        const { sent, headers } = await endpoint.send({ headers: { 'X-Request-Id': id } });
        if (headers.get('X-Request-Id') === id) throw idShortfall(sent, 'the same', 'another X-Request-Id');
      }
    },
  },
  {
    name: 'request-id-api',
    says: 'The X-Request-Id is passed on to the API.',
    change: 'Send the X-Request-Id of the answer with each call of the API: its logs are found by it.',
    needs: 'api',
    async try(endpoint) {
      const id = randomUUID();
      const { sent, apiCalls } = await endpoint.send({ headers: { 'X-Request-Id': id } });
      if (apiCalls.every(({ headers }) => headers['x-request-id'] === id)) return;
      throw idShortfall(sent, 'a call of the API without it', `X-Request-Id: ${id}`);
    },
  },
];

const idShortfall = (sent: Answer['sent'], came: string, expected: string): Shortfall =>
  new Shortfall({ sent, came, expected });
