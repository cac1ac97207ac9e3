import { isRecord } from '../shared/is-record.ts';
import type { WidgetToken } from '../shared/widget-token.ts';

/**
 * A property of a value that another script made; undefined if reading it throws, and for a property that
 * `Object.prototype` alone has. Read it once and keep the result: a getter may return another value the next time.
 */
export function readProperty(value: unknown, name: string): unknown {
  try {
    return isRecord(value) && (Object.hasOwn(value, name) || !(name in Object.prototype)) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}

/** What may be an API key or a token. */
export const secret = /\S*(arau|wtk)_\S*|[\w-]{40,}/gi;

/** A text for developers, without what may be a secret; empty if there is none. */
export function readText(value: unknown, name: string, tokens: readonly WidgetToken[] = []): string {
  const text = readProperty(value, name);
  if (typeof text !== 'string') return '';
  return tokens
    .reduce((cleaned, { widgetToken }) => cleaned.replaceAll(widgetToken, '***'), text)
    .replace(secret, '***')
    .slice(0, 500);
}

/** A method of a value that another script made, bound to it; undefined if there is none. */
export function readMethod(value: unknown, name: string): ((...args: unknown[]) => unknown) | undefined {
  const member = readProperty(value, name);
  return typeof member === 'function' ? (...args) => Reflect.apply(member, value, args) as unknown : undefined;
}

/** A global that a script made. An element with that `id` or `name` is an inherited property of the window: left out. */
export const readGlobal = (name: string): unknown =>
  Object.hasOwn(globalThis, name) ? readProperty(globalThis, name) : undefined;
