/** Connection → user, and connection → status. Tables of your database. */
export const owners = new Map<string, string | null>();
export const statuses = new Map<string, string>();

/** The user whose session cookie a request carries; null for a stranger. Your framework's session, in earnest. */
export function userOf(request: Request): string | null {
  return /(?:^|; )session=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? null;
}
