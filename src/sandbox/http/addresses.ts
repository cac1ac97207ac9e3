import { isIP } from 'node:net';
import type { HonoRequest } from 'hono';
import type { SandboxSettings } from '../settings.ts';

type Addresses = Pick<SandboxSettings, 'host' | 'publicUrl'>;

/** Names that nobody can own on the internet: of one label, as of a container, and those for private use. */
const privateName = /^(?:[a-z\d_-]+|[a-z\d._-]+\.(?:localhost|local|internal|home\.arpa))$/i;

/** Whether only this machine reaches an address that is listened on. */
export const isLoopback = (host: string): boolean => host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * Whether a request may come to `host`, `name` or `name:port`. An attacker's name may resolve to this machine (DNS
 * rebinding), so a name of the internet is known only as that of the public URL.
 */
export function isKnownHost(host: string, { host: listened, publicUrl }: Addresses): boolean {
  const [, name = ''] = /^([a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.exec(host) ?? [];
  // A name of digits alone may be no valid address.
  if (!URL.canParse(`http://${host}`)) return false;
  const address = name.replaceAll(/[[\]]/g, '');
  if (isLoopback(address) || name.toLowerCase() === 'localhost') return true;
  if (publicUrl !== null && name.toLowerCase() === new URL(publicUrl).hostname) return true;
  if (isLoopback(listened)) return false;
  return isIP(address) !== 0 || privateName.test(name);
}

/** The origin of the sandbox for browsers, in links and documents. */
export const originOf = (req: HonoRequest, publicUrl: string | null): string => publicUrl ?? new URL(req.url).origin;

/** Whether `origin` is the sandbox's own: of this request, or of the public URL if a proxy has replaced the host. */
export const isOwnOrigin = (origin: string | undefined, req: HonoRequest, publicUrl: string | null): boolean =>
  origin === new URL(req.url).origin || (origin !== undefined && origin === publicUrl);
