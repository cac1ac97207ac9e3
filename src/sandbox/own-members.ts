/**
 * A copy of `members` without a prototype, for data from outside and for what it is looked up in: `in`, a loop and a
 * default then find what was given, and neither what every object has (`constructor`) nor what somebody wrote to
 * `Object.prototype`.
 */
export function own<Members extends object>(members: Members): Members {
  // An object's own members, which is all that the type speaks of.
  return Object.assign(Object.create(null), members) as Members;
}

/** A name that no object of ours has, and that valibot leaves out of a record without a word. */
export class ReservedNameError extends Error {
  override readonly name = 'ReservedNameError';
}

const reserved = ['__proto__', 'constructor', 'prototype'];

/** The value of a JSON text, of objects without a prototype. Throws a {@link ReservedNameError}, or a `SyntaxError`. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => {
    if (reserved.includes(name)) throw new ReservedNameError(`Expected no member of the name ${name}.`);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? own(value) : value;
  });
}
