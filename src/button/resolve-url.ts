import { cleanDocument } from '../shared/unshadowed.ts';
import { AraucariaError } from './errors.ts';

/**
 * The start of a URL, in its normal form, that anybody may name: Araucaria's own host and its subdomains over https, or
 * the user's own machine, whose names browsers keep for it. No user name, and only there a port.
 */
const known =
  /^https:\/\/([^/:@]+\.)?araucaria\.money\/|^https?:\/\/(([^/:@]+\.)?localhost|127(\.\d+){3}|\[::1\])(:\d+)?\//;

/** A URL in its normal form if it is absolute and {@link known}; undefined otherwise. */
export function allowlistedUrl(value: string): string | undefined {
  try {
    const { href } = new URL(value);
    return known.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The page's origin, `null` as text where it is opaque. `location.origin` is so in `srcdoc` too, but happy-dom has no other. */
export const pageOrigin = (): string => globalThis.origin ?? location.origin;

/** The page's own address: what a `<base>`, which a visitor's comment may hold, does not change. */
const pageUrl = (): string =>
  // `about:srcdoc` is no base, but has an origin.
  location.href.startsWith('http') ? location.href : pageOrigin();

/** What a link in the page is relative to, as long as a `<base>` does not lead to another origin. */
export function linkBase(): string {
  const { baseURI } = cleanDocument();
  return baseURI.startsWith(`${pageOrigin()}/`) ? baseURI : pageUrl();
}

/**
 * The absolute form of a URL that the page gives, relative to `base`.
 *
 * @throws {AraucariaError} `misconfigured` where no request to it could work or be safe: another scheme than http(s),
 * a user name in it (`fetch` refuses those), or plain http from an https page (browsers block that, loopback apart).
 */
export function resolveUrl(value: string, name: string, base = pageUrl()): string {
  let url: URL | undefined;
  try {
    url = new URL(value, base);
  } catch {
    // Reported below, with every other kind.
  }
  const mixed = url?.protocol === 'http:' && location.protocol === 'https:' && !known.test(url.href);
  if (!value || !url || !/^https?:$/.test(url.protocol) || url.username || url.password || mixed) {
    throw new AraucariaError(
      'misconfigured',
      `Expected ${name} to be an http(s) URL; got ${value ? 'another' : 'none'}.`,
    );
  }
  return url.href;
}
