/**
 * An allowed origin as settings and `frame-ancestors` spell it: `https://shop.example`, or with any port,
 * `http://localhost:*`. Strict, since it is copied into a response header.
 */
export const originPattern = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::(?:\d{1,5}|\*))?$/;

/** Whether `origin`, as a browser serializes it, is among the allowed ones. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  return allowed.some((entry) => {
    if (!entry.endsWith(':*')) return new URL(entry).origin === origin;
    const { protocol, hostname } = new URL(origin);
    return entry === `${protocol}//${hostname}:*`;
  });
}
