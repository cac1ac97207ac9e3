/** The owner and the status of each connection, by its id: tables of your database. */
export const owners = new Map<string, string | null>();
export const statuses = new Map<string, string>();

/** The user of a request's session cookie; null without one. In production, your framework's session. */
export function userOf(request: Request): string | null {
  return /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? null;
}
