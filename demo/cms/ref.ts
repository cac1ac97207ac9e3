import { createHmac, timingSafeEqual } from 'node:crypto';
import { createTokenHandler } from 'araucaria-connect/server';

const lifetimeMs = 15 * 60_000;
const secret = process.env['REF_SECRET'] ?? '';
const owners = new Map<string, string>(); // your database: the owner of each connection

const sign = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** The `ref` for a link to the page, for one user and 15 minutes. */
export function refFor(user: string): string {
  const text = `${Buffer.from(user).toString('base64url')}.${Date.now() + lifetimeMs}`;
  return `${text}.${sign(text).toString('base64url')}`;
}

/** The user of a `ref`, or null if it is forged or too old. */
function userOf(request: Request): string | null {
  const ref = new URL(request.url).searchParams.get('ref') ?? '';
  const [user = '', expiresAt = '', signature = ''] = ref.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = sign(`${user}.${expiresAt}`);
  if (!secret || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return Number(expiresAt) > Date.now() ? Buffer.from(user, 'base64url').toString() : null;
}

export const mintWidgetToken = createTokenHandler({
  apiKey: process.env['ARAUCARIA_API_KEY'],
  apiUrl: process.env['ARAUCARIA_API_URL'], // for the sandbox; without it the real Araucaria
  allowedOrigins: ['https://www.example.com'], // the CMS's site
  authorize(request, { connectionId }) {
    const user = userOf(request);
    return user !== null && (connectionId === null || owners.get(connectionId) === user);
  },
  onConnectionCreated({ connectionId, request }) {
    owners.set(connectionId, userOf(request) ?? '');
  },
});
