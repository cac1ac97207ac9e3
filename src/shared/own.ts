/**
 * The own members of data from outside, in an object without a prototype: what someone put on `Object.prototype` is
 * no member of anything. Anything but an object has none.
 */
export function own(data: unknown): Record<string, unknown> {
  return { __proto__: null, ...(Object(data) as object) };
}
