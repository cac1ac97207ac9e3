/** Seconds, or an HTTP date in the form that servers have to send (RFC 9110, 10.2.3 and 5.6.7). */
const pattern = /^(\d+|\w{3}, \d\d \w{3}[\d :]{15}GMT)$/;

/** How many seconds a `Retry-After` header asks to wait, 0 or more; undefined for an invalid header or none. */
export function retryAfterSeconds(header: unknown): number | undefined {
  if (typeof header !== 'string' || !pattern.test(header)) return undefined;
  return Math.max(Number(header) || Math.ceil((Date.parse(header) - Date.now()) / 1000) || 0, 0);
}
