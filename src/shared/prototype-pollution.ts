// Guards against prototype pollution: what another script put on `Object.prototype` is not a property of any object here.

/**
 * A copy of an object's own properties in an object without a prototype: for options that the platform or another script
 * reads, which would read those that are not given from the prototype.
 */
export const withoutPrototype = <Members extends object>(members: Members): Members => ({
  __proto__: null,
  ...members,
});

/** The own properties of data from outside, in an object without a prototype. Empty for null and undefined. */
export const ownProperties = (data: unknown): Record<string, unknown> =>
  // A spread takes a value of any type.
  withoutPrototype(data as Record<string, unknown>);
