import type { Rule } from '../rule.ts';
import { expectNoCall, expectStatus, expectSuccess } from '../shortfall.ts';

/** Which requests are refused for their form. None of them may reach the API. */
export const requestRules: readonly Rule[] = [
  {
    name: 'method',
    says: 'Any method but POST is answered 405.',
    change: 'Route all methods to the endpoint, and answer 405 with Allow: POST to the others.',
    async try(endpoint) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await endpoint.send({ method, body: method === 'GET' ? '' : '{}' });
        expectStatus(answer, [405]);
        expectNoCall(answer);
      }
    },
  },
  {
    name: 'content-type',
    says: 'Any type but JSON is answered 415.',
    change: 'Answer 415 unless Content-Type is application/json: a form of another site can send the others.',
    async try(endpoint) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null]) {
        const answer = await endpoint.send({ headers: { 'Content-Type': type } });
        expectStatus(answer, [415]);
        expectNoCall(answer);
      }
    },
  },
  {
    name: 'content-type-spelling',
    says: 'The JSON type is known in each of its spellings.',
    change: 'Compare the part before the first semicolon, without blanks and in lower case.',
    async try(endpoint) {
      for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
        expectSuccess(await endpoint.send({ headers: { 'Content-Type': type } }));
      }
    },
  },
  {
    name: 'body',
    says: 'A body that is not a JSON object is answered 400.',
    change: 'Parse the body, and answer 400 unless it is a JSON object.',
    async try(endpoint) {
      for (const body of ['', '{', 'null', '7', '"conn_1"', '[]', '[{"connectionId":"conn_1"}]', '['.repeat(2000)]) {
        const answer = await endpoint.send({ body });
        expectStatus(answer, [400]);
        expectNoCall(answer);
      }
    },
  },
  {
    name: 'body-size',
    says: 'A body of more than 4 KiB is answered 413.',
    change: 'Read 4,096 bytes at most, and answer 413 to more. Content-Length alone is not enough: it can be missing.',
    async try(endpoint) {
      const body = `{}${' '.repeat(4500)}`;
      const declared = await endpoint.send({ body });
      expectStatus(declared, [413]);
      expectNoCall(declared);
      // Some servers do not take a body of unknown length at all.
      const chunked = await endpoint.send({ body, isChunked: true });
      expectStatus(chunked, [413, 411, 400, 501]);
      expectNoCall(chunked);
    },
  },
  {
    name: 'connection-id',
    says: 'A connectionId that is not 1 to 64 letters, digits, hyphens and underscores is answered 400.',
    change: 'Test it with ^[A-Za-z0-9_-]{1,64}$ before it goes into a URL, and refuse one that contains arau_, a key.',
    async try(endpoint) {
      const ids = ['..', 'a/b', '%2e%2e', 'a?b', 'conn_1\n', 'é', '', 'x'.repeat(65), 7, true, {}, ['conn_1']];
      for (const connectionId of [...ids, 'arau_live_1']) {
        const answer = await endpoint.send({ body: JSON.stringify({ connectionId }) });
        expectStatus(answer, [400]);
        expectNoCall(answer);
      }
    },
  },
];
