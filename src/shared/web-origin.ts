/** Electron applications have the host `.` (`app://.`). No wildcard, and no character that separates values of a header. */
const originPattern = /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\.|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** Schemes whose pages have an opaque origin (they send `null`), and schemes of no page. */
const opaqueSchemes = /^(?:about|blob|data|file|javascript|wss?):/;

/**
 * Whether `value` is one exact origin, as browsers send it in `Origin`: `scheme://host` or `scheme://host:port`,
 * of any scheme (`https://shop.example`, `capacitor://localhost`).
 *
 * False for a value that never equals an `Origin` header: `null`, a wildcard, capital letters, a path or a slash at the
 * end, user info, the default port (`https://shop.example:443`), a host that browsers normalize (`http://127.1`).
 */
export function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !originPattern.test(value) || opaqueSchemes.test(value)) return false;
  try {
    const { protocol, host } = new URL(value);
    // Not `origin`, which is `null` for every scheme but those of the web.
    return `${protocol}//${host}` === value;
  } catch {
    return false;
  }
}
