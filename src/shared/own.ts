import { bare } from './bare.ts';

/**
 * The own members of data from outside, in an object without a prototype: what someone put on `Object.prototype` is
 * no member of anything. Anything but an object has none.
 */
export function own(data: unknown): Record<string, unknown> {
  return bare(Object(data) as Record<string, unknown>);
}
