/** `.` is a host that Electron applications have (`app://.`). No wildcard, and nothing that ends an entry of a header. */
const originPattern = /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\.|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** Schemes of URLs whose pages have no origin of their own (they send `null`), or that no page has. */
const neverOrigin = /^(?:about|blob|data|file|javascript|wss?):/;

/**
 * Whether `value` is one exact origin, spelled as browsers send it in `Origin`: `scheme://host` or `scheme://host:port`,
 * of any scheme (`https://shop.example`, `capacitor://localhost`).
 *
 * False for what never equals an `Origin` header: `null`, wildcards, capital letters, a path or a slash at the end, user
 * info, a port that goes without saying (`https://shop.example:443`), a host that browsers spell otherwise (`http://127.1`).
 */
export function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !originPattern.test(value) || neverOrigin.test(value)) return false;
  try {
    const { protocol, host } = new URL(value);
    // Not `origin`, which is `null` for every scheme but those of the web.
    return `${protocol}//${host}` === value;
  } catch {
    return false;
  }
}
