import { isOrigin } from '../../shared/web-origin.ts';

/** `http://localhost:*`: one host with any port, which is of use while something is developed. */
const anyPort = /^(https?:\/\/[^:]+):\*$/;

/** A host as the grammar of `frame-ancestors` has it: Chromium leaves out a source with any other. */
const sourceHost = /:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?(?::\d+)?$/;

/**
 * What `frame-ancestors` calls an allowed origin, `https://shop.example` or `http://localhost:*`; null for what is no
 * origin, or none that it could name. Goes into a header as it is.
 */
export function sourceOf(entry: string): string | null {
  const origin = anyPort.exec(entry)?.[1] ?? entry;
  if (!isOrigin(origin)) return null;
  if (sourceHost.test(origin)) return entry;
  // `app://.` of Electron: whoever has the scheme is that application.
  return origin.endsWith('://.') ? origin.slice(0, -'//.'.length) : null;
}

/** Whether `origin`, as a browser serializes it, is among the allowed ones. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (!isOrigin(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return allowed.includes(origin) || allowed.includes(`${protocol}//${hostname}:*`);
}
