import { isRecord } from '../shared/is-record.ts';

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

/** A method of a value that another script made, bound to it; undefined if there is none. */
export function readMethod(value: unknown, name: string): ((...args: unknown[]) => unknown) | undefined {
  const member = readProperty(value, name);
  return typeof member === 'function' ? (...args) => Reflect.apply(member, value, args) as unknown : undefined;
}

/** A global that a script made. An element with that `id` or `name` is an inherited property of the window: left out. */
export const readGlobal = (name: string): unknown =>
  Object.hasOwn(globalThis, name) ? readProperty(globalThis, name) : undefined;
