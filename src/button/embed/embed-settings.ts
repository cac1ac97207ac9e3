import { unclobberedDocument } from '../../shared/dom-clobbering.ts';
import { resolveUrl } from '../widget-script/resolve-url.ts';

/** What the site's administrator set on the script tag. */
export type EmbedSettings = {
  /** Absolute URL. */
  tokenEndpoint: string;
  /** Empty for the documented one. */
  widgetSrc: string;
  /** The tag's own nonce, or empty. */
  nonce: string;
  /** Whether the console explains failures. */
  debug: boolean;
};

/** An attribute's value that names this file, as in `src`, or in `data-src` where an optimizer has moved it. */
const fileName = /(^|\/)araucaria-connect-embed\.js([?#]|$)/;

/**
 * Reads the settings from this script's own tag, and from nothing else in the page. Call it while the script is evaluated.
 *
 * @throws {Error} for settings that can't be used
 */
export function readEmbedSettings(): EmbedSettings {
  const tag = findOwnTag();
  if (!tag) {
    throw new Error('expected data-token-endpoint on its script tag; got none. Keep the tag out of combined scripts.');
  }
  const { nonce } = tag;
  return {
    // Not against `<base>`, which an author's markup may contain.
    tokenEndpoint: resolveUrl(tag.getAttribute('data-token-endpoint') ?? '', 'data-token-endpoint'),
    widgetSrc: tag.getAttribute('data-widget-src') ?? '',
    nonce,
    debug: tag.hasAttribute('data-debug'),
  };
}

/**
 * The tag that runs this script. Optimizers that evaluate a script themselves leave no `currentScript`: then it is the one
 * tag in the page that names this file and has settings. Among tags that differ there is no telling which is the real one.
 */
function findOwnTag(): HTMLScriptElement | undefined {
  const page = unclobberedDocument();
  const current = page.currentScript;
  if (isConfigured(current)) return current;
  const named = Array.from(page.scripts).filter(
    (tag) => isConfigured(tag) && Array.from(tag.attributes).some(({ value }) => fileName.test(value)),
  );
  return named.every((tag) => settingsOf(tag) === settingsOf(named[0])) ? named[0] : undefined;
}

const isConfigured = (tag: Element | null): tag is HTMLScriptElement =>
  tag instanceof HTMLScriptElement && tag.hasAttribute('data-token-endpoint');

const settingsOf = (tag?: HTMLScriptElement): string =>
  `${tag?.getAttribute('data-token-endpoint')} ${tag?.getAttribute('data-widget-src')}`;
