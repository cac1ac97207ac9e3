/** The owner of each connection, and its status as of a time, by the connection's id: tables of your database. */
export const owners = new Map<string, string | null>();
export const statuses = new Map<string, { status: string; asOf: number }>();

/** The user of a request's session cookie; null without one. In production, your framework's session. */
export function userOf(request: Request): string | null {
  return /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? null;
}
