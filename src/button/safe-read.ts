import { isRecord } from '../shared/is-record.ts';

/**
 * A member of a value from another's script; undefined where reading it throws, and for what is only there because
 * somebody extended `Object.prototype`. Read once and keep it: a getter may answer otherwise the next time.
 */
export function readProperty(value: unknown, name: string): unknown {
  try {
    return isRecord(value) && (Object.hasOwn(value, name) || !(name in Object.prototype)) ? value[name] : undefined;
  } catch {
    return undefined;
  }
}

/** A method of a value from another's script, bound to it; undefined where there is none. */
export function readMethod(value: unknown, name: string): ((...args: unknown[]) => unknown) | undefined {
  const member = readProperty(value, name);
  return typeof member === 'function' ? (...args) => Reflect.apply(member, value, args) as unknown : undefined;
}

/**
 * A global that a script makes. An element with that `id` or `name` is no such global: it is inherited, from the named
 * properties of the window.
 */
export const readGlobal = (name: string): unknown =>
  Object.hasOwn(globalThis, name) ? readProperty(globalThis, name) : undefined;
