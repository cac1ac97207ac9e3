/**
 * Options for the platform or for another's script, in an object without a prototype: both read what is not given from
 * `Object.prototype`, where any script of the page may have put something.
 */
export const bare = <T extends object>(options: T): T => ({ __proto__: null, ...options });
