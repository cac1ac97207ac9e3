import { isOrigin } from '../../shared/web-origin.ts';

/** `http://localhost:*`: one host with any port, for development. */
const anyPort = /^(https?:\/\/[^:]+):\*$/;

/** A host in the grammar of `frame-ancestors`: Chromium ignores a source with any other host. */
const sourceHost = /:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?(?::\d+)?$/;

/**
 * The `frame-ancestors` source for an allowed origin: `https://shop.example` or `http://localhost:*`. Null if `entry` is not
 * an origin, or an origin that `frame-ancestors` can't express. The result needs no escaping in a header.
 */
export function sourceOf(entry: string): string | null {
  const origin = anyPort.exec(entry)?.[1] ?? entry;
  if (!isOrigin(origin)) return null;
  if (sourceHost.test(origin)) return entry;
  // `app://.` of Electron: only that application uses its scheme, so the scheme is the source.
  return origin.endsWith('://.') ? origin.slice(0, -'//.'.length) : null;
}

/** Whether `origin`, as a browser serializes it, is allowed. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (!isOrigin(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return allowed.includes(origin) || allowed.includes(`${protocol}//${hostname}:*`);
}
