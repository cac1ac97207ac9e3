/**
 * A copy of an object's own properties in an object without a prototype, so that a polluted `Object.prototype` adds none:
 * for data from outside, and for options that the platform or another script reads.
 */
export const bare = <Members extends object>(members: Members): Members => ({ __proto__: null, ...members });
