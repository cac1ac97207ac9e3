import { AraucariaError } from './errors.ts';

/**
 * The absolute form of a URL an attribute gives, resolved like a link in the page.
 *
 * @throws {AraucariaError} `misconfigured` where no request to it could work or be safe: another scheme than http(s),
 * a user name in it (`fetch` refuses those), or plain http from an https page (browsers block that, localhost apart).
 */
export function usableUrl(value: string, attribute: string): string {
  let url: URL | undefined;
  try {
    url = new URL(value, document.baseURI);
  } catch {
    // Reported below, with every other kind.
  }
  const mixed =
    url?.protocol === 'http:' &&
    location.protocol === 'https:' &&
    !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (!value || !url || !/^https?:$/.test(url.protocol) || url.username || mixed) {
    throw new AraucariaError(
      'misconfigured',
      `Expected ${attribute} to be an http(s) URL; got ${value ? 'another' : 'none'}.`,
    );
  }
  return url.href;
}
