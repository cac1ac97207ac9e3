/** The Araucaria API, without `/v1`. */
export const documentedApiUrl = 'https://api.araucaria.money';

/** The widget script. */
export const documentedWidgetSrc = `${documentedApiUrl}/widget/araucaria-connect.js`;

/** The documentation. */
export const documentationUrl = 'https://araucaria.money/docs/';

/** The page about an error code. */
export const errorPage = (code: string): string => `${documentationUrl}errors/${code}`;

/** A message for developers, with the address of the page about its code at the end. */
export function withErrorPage(message: string, code: string): string {
  const page = errorPage(code);
  return message.endsWith(page) ? message : `${message} ${page}`;
}
