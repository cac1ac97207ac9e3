import { bare } from './bare.ts';

/**
 * The own properties of data from outside, in an object without a prototype, so that a polluted `Object.prototype` adds
 * none. Empty for null and undefined.
 */
// A spread takes a value of any type.
export const own = (data: unknown): Record<string, unknown> => bare(data as Record<string, unknown>);
