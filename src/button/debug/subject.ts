import { documentedWidgetSrc } from '../../shared/documented-urls.ts';
import type { TokenRequest } from '../widget-token.ts';
import { linkBase } from '../widget-script/resolve-url.ts';
import type { WidgetSource } from '../widget-script/widget-adapter.ts';

/** What is diagnosed: the settings of a button, or those that a page gives. */
export type Subject = TokenRequest & WidgetSource;

/** The properties of a button that matter. Read from outside, so that a button of another copy works as well. */
type Button = HTMLElement & Partial<Omit<Subject, 'srcInMarkup'>>;

/** The settings of a button. */
export function subjectOf(button: Button): Subject {
  const { tokenEndpoint, connectionId, credentials, headers, fetchToken, widgetSrc, widgetIntegrity, nonce } = button;
  const srcAttribute = button.getAttribute('widget-src');
  const src = widgetSrc ?? srcAttribute;
  return complete({
    // Without its script an element has attributes alone.
    tokenEndpoint: tokenEndpoint ?? button.getAttribute('token-endpoint'),
    connectionId,
    credentials,
    headers,
    fetchToken,
    widgetSrc: src,
    widgetIntegrity,
    nonce,
    srcInMarkup: src !== null && src === srcAttribute,
  });
}

/** Settings with the defaults of the button's properties. */
export const complete = (given: { [Name in keyof Subject]?: Subject[Name] | null | undefined }): Subject => ({
  tokenEndpoint: given.tokenEndpoint ?? '',
  connectionId: given.connectionId ?? '',
  credentials: given.credentials ?? 'same-origin',
  headers: given.headers ?? null,
  fetchToken: given.fetchToken ?? null,
  widgetSrc: given.widgetSrc ?? documentedWidgetSrc,
  srcInMarkup: given.srcInMarkup ?? false,
  widgetIntegrity: given.widgetIntegrity ?? '',
  nonce: given.nonce ?? '',
});

/** A URL as it may be shown: its query and hash may hold what is secret. */
export const shownUrl = (url: string): string => url.replace(/[?#].*/s, '');

/** The line of a server, here Express, that mounts the token handler at a URL that can be used. */
export const routeFor = (url: string): string => `app.all('${new URL(url, linkBase()).pathname}', …)`;
