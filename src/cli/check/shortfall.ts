import type { Answer, Sent } from './exchange.ts';

/** What a rule expected, and what came. `change`: what helps here, where that is not what helps for the rule. */
export type ShortfallDetails = { sent: Sent; came: string; expected: string; change?: string };

/** Thrown by a rule that does not hold. */
export class Shortfall extends Error {
  override readonly name = 'Shortfall';
  readonly details: ShortfallDetails;

  constructor(details: ShortfallDetails) {
    super(`expected ${details.expected}; ${details.came} came`);
    this.details = details;
  }
}

/** Thrown by a rule that can't be tried here. */
export class NotTried extends Error {
  override readonly name = 'NotTried';
}

/** Refuses an answer with another status. `expected` says it in words where there are several. */
export function expectStatus(answer: Answer, statuses: readonly number[], expected = statuses.join(' or ')): void {
  if (!statuses.includes(answer.status)) throw new Shortfall({ sent: answer.sent, came: cameOf(answer), expected });
}

/** Refuses an answer that is no success. `changes`: what helps, by the status. */
export function expectSuccess(answer: Answer, changes: Readonly<Record<number, string>> = {}): void {
  if (isSuccess(answer)) return;
  const change = changes[answer.status];
  throw new Shortfall({ sent: answer.sent, came: cameOf(answer), expected: '200', ...(change && { change }) });
}

/** Refuses a request that the endpoint passed on to the API before it refused it. */
export function expectNoCall({ sent, apiCalls: [call], status }: Answer): void {
  if (!call) return;
  const came = `${status} after the call ${call.method} ${call.path}`;
  throw new Shortfall({ sent, came, expected: 'no call of the API' });
}

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

const cameOf = ({ status, headers }: Answer): string => {
  const location = headers.get('Location');
  return location === null ? String(status) : `${status} with a redirect`;
};
