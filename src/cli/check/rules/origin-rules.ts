import type { Endpoint } from '../endpoint.ts';
import type { Answer, Sent } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { answersStatus } from '../api-behaviors.ts';
import { expectNoCall, expectStatus, expectSuccess, Shortfall } from '../shortfall.ts';

/** A page that may not use the endpoint. */
const foreign = 'https://other-site.example';

/** Which pages may ask: those of the endpoint's own origin, and of the one in `--origin`. */
export const originRules: readonly Rule[] = [
  {
    name: 'cross-site',
    says: 'A request of a page of another site is refused by Sec-Fetch-Site: 403.',
    change:
      'Answer 403 unless Sec-Fetch-Site is same-origin, or Origin is in your list: otherwise any page could create ' +
      'connections with the cookies of its visitors.',
    async try(endpoint) {
      for (const site of ['cross-site', 'same-site', 'none', 'same-origin, none']) {
        await expectRefusal(endpoint, { headers: { 'Sec-Fetch-Site': site, Origin: foreign } });
        await expectRefusal(endpoint, { headers: { 'Sec-Fetch-Site': site, Origin: null } });
      }
    },
  },
  {
    name: 'foreign-origin',
    says: 'Without Sec-Fetch-Site, a request of another origin is refused: 403.',
    change: 'Compare the whole Origin, also its scheme and port. A part, or the end of it, can belong to anybody.',
    async try(endpoint) {
      const own = endpoint.subject.origin ?? endpoint.subject.url.origin;
      for (const Origin of [foreign, 'null', `${own}.evil.example`, `${own}/`, own.replace('http', 'ftp')]) {
        await expectRefusal(endpoint, { headers: { 'Sec-Fetch-Site': null, Origin } });
      }
    },
  },
  {
    name: 'no-origin',
    says: 'A request with neither Sec-Fetch-Site nor Origin is refused: 403.',
    change: 'Answer 403 where both headers are missing: each browser sends one of them with a POST.',
    async try(endpoint) {
      await expectRefusal(endpoint, { headers: { 'Sec-Fetch-Site': null, Origin: null } });
    },
  },
  {
    name: 'own-origin',
    says: "Without Sec-Fetch-Site, a request of the endpoint's own origin is answered with a token.",
    change:
      'Where Sec-Fetch-Site is missing, accept an Origin that equals your own public origin: older browsers, and pages ' +
      'over plain http, have no Sec-Fetch-Site.',
    needs: 'ownPage',
    async try(endpoint) {
      expectSuccess(await endpoint.send({ headers: { 'Sec-Fetch-Site': null } }));
    },
  },
  {
    name: 'cors-closed',
    says: 'A page of another origin can not read an answer.',
    change:
      'Send Access-Control-Allow-Origin for the origins in your list alone. Never *, and never just the Origin that came.',
    async try(endpoint) {
      const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: foreign };
      await endpoint.send({ headers });
      await endpoint.send({ method: 'OPTIONS', body: '', headers: { ...headers, ...preflightHeaders } });
      for (const answer of endpoint.answers) {
        const allowed = answer.headers.get('Access-Control-Allow-Origin');
        if (allowed === '*' || allowed === foreign) {
          throw shortfall(answer, `Access-Control-Allow-Origin: ${allowed}`, 'no such header');
        }
      }
    },
  },
  {
    name: 'preflight',
    says: 'The preflight of the page in --origin is answered.',
    change:
      'Answer OPTIONS of that Origin with 204, Access-Control-Allow-Origin: that origin, ' +
      'Access-Control-Allow-Credentials: true and Access-Control-Allow-Headers: Content-Type, without a session.',
    needs: 'foreignPage',
    async try(endpoint) {
      // Browsers send no cookies with it.
      const answer = await endpoint.send({
        method: 'OPTIONS',
        body: '',
        isStranger: true,
        headers: { 'Content-Type': null, ...preflightHeaders },
      });
      expectStatus(answer, [200, 204], '204');
      expectReadable(endpoint, answer);
      const allowed = answer.headers.get('Access-Control-Allow-Headers') ?? 'nothing';
      if (!/\bcontent-type\b/i.test(allowed)) {
        throw shortfall(
          answer,
          `Access-Control-Allow-Headers: ${allowed}`,
          'Access-Control-Allow-Headers: Content-Type',
        );
      }
    },
  },
  {
    name: 'cors',
    says: 'The page in --origin can read tokens and failures.',
    change:
      'Send Access-Control-Allow-Origin, Access-Control-Allow-Credentials: true and ' +
      'Access-Control-Expose-Headers: Retry-After, X-Request-Id with each answer to it, also with failures.',
    needs: 'foreignPage',
    async try(endpoint) {
      for (const sent of [{}, { body: '{' }, ...(endpoint.subject.api ? [{ api: answersStatus(429) }] : [])]) {
        const answer = await endpoint.send(sent);
        expectReadable(endpoint, answer);
        const exposed = answer.headers.get('Access-Control-Expose-Headers') ?? 'nothing';
        for (const name of ['Retry-After', 'X-Request-Id']) {
          if (!exposed.toLowerCase().includes(name.toLowerCase())) {
            throw shortfall(answer, `Access-Control-Expose-Headers: ${exposed}`, name);
          }
        }
      }
    },
  },
];

const preflightHeaders = {
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type',
};

async function expectRefusal(endpoint: Endpoint, sent: Sent): Promise<void> {
  const answer = await endpoint.send(sent);
  expectStatus(answer, [403]);
  expectNoCall(answer);
}

/** The headers without which a browser keeps an answer from a page of another origin (Fetch, "CORS protocol"). */
function expectReadable({ subject }: Endpoint, answer: Answer): void {
  const expected = { 'Access-Control-Allow-Origin': subject.origin ?? '', 'Access-Control-Allow-Credentials': 'true' };
  for (const [name, value] of Object.entries(expected)) {
    const came = answer.headers.get(name);
    if (came !== value) throw shortfall(answer, came === null ? `no ${name}` : `${name}: ${came}`, `${name}: ${value}`);
  }
}

const shortfall = ({ sent }: Answer, came: string, expected: string): Shortfall =>
  new Shortfall({ sent, came, expected });
