/**
 * A copy of an object's own members, without a prototype: what somebody put on `Object.prototype` is no member of it.
 *
 * For data from outside, which is then read by its names, and for options that the platform or another's script reads:
 * both look for what is not given in the prototype.
 */
export const bare = <Members extends object>(members: Members): Members => ({ __proto__: null, ...members });
