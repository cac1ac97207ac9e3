/** The owner of each connection, and its status as of a time, by the connection's id: tables of your database. */
export const owners = new Map<string, string | null>();
export const statuses = new Map<string, { status: string; asOf: number }>();

/** The user of a request, whom a cookie names; null without one. Put your framework's session here: anybody can write this cookie. */
export function userOf(request: Request): string | null {
  if (typeof process !== 'undefined' && process.env.NODE_ENV === 'production') {
    throw new Error('userOf: expected your own session in production; got the example, which believes any cookie.');
  }
  return /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? null;
}
