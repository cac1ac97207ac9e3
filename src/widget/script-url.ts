const documentedUrl = 'https://api.araucaria.money/widget/araucaria-connect.js';

/**
 * Where this script was loaded from. `currentScript` is null in modules and after evaluation, so call this at
 * evaluation; then the page's own tag is looked for, and last the documented address taken.
 */
export function findScriptUrl(): URL {
  const { currentScript, scripts } = document;
  const tag =
    currentScript?.getAttribute('src') != null
      ? (currentScript as HTMLScriptElement)
      : Array.from(scripts).find(({ src }) => src && new URL(src).pathname.endsWith('/araucaria-connect.js'));
  return new URL(tag?.src ?? documentedUrl);
}
