import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { AraucariaError } from '../errors.ts';

/**
 * The start of a URL, in its normal form, that markup may name: Araucaria's host and its subdomains over https, without a
 * port, or a loopback address. No user name.
 */
const allowlist =
  /^https:\/\/([^/:@]+\.)?araucaria\.money\/|^https?:\/\/(([^/:@]+\.)?localhost|127(\.\d+){3}|\[::1\])(:\d+)?\//;

/** The normal form of an absolute URL that is on the {@link allowlist}; undefined for any other. */
export function allowlistedUrl(value: string): string | undefined {
  try {
    const { href } = new URL(value);
    return allowlist.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The page's origin, the text `null` if opaque. In `srcdoc`, `location.origin` is wrong; happy-dom has no other. */
export const pageOrigin = (): string => globalThis.origin ?? location.origin;

/**
 * Checks that the page has an origin, without which neither its URLs nor its messages can be told from others'.
 *
 * @throws {AraucariaError} `misconfigured`
 */
export function assertOrigin(): void {
  if (pageOrigin() === 'null') {
    throw new AraucariaError(
      'misconfigured',
      'Expected an origin; got none: a page from the disk, or sandbox without allow-same-origin.',
    );
  }
}

/** The page's own URL, which a `<base>` does not change: a visitor's comment may contain one. */
const pageUrl = (): string =>
  // `about:srcdoc` can't be a base URL; its origin can.
  location.href.startsWith('http') ? location.href : pageOrigin();

/** The base URL of links in the page, unless a `<base>` names another origin. */
export function linkBase(): string {
  const { baseURI } = unclobberedDocument();
  return baseURI.startsWith(`${pageOrigin()}/`) ? baseURI : pageUrl();
}

/**
 * Resolves a URL of the page against `base`. `name` is the attribute, for the error.
 *
 * @throws {AraucariaError} `misconfigured` for a URL that can't be requested: a scheme other than http(s), a user name
 * (`fetch` refuses it), or http on an https page (browsers block it, except on loopback)
 */
export function resolveUrl(value: string, name: string, base = pageUrl()): string {
  let got = value ? 'another' : 'none';
  try {
    const { href, protocol, username, password } = new URL(value, base);
    const isMixedContent = protocol === 'http:' && location.protocol === 'https:' && !allowlist.test(href);
    if (!/^https?:$/.test(protocol)) got = protocol;
    else if (username || password) got = 'a user name';
    else if (isMixedContent) got = 'http on an https page';
    else if (value) return href;
  } catch {
    // No URL.
  }
  throw new AraucariaError('misconfigured', `Expected ${name} to be an http(s) URL; got ${got}.`);
}
