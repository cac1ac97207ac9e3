import { withoutPrototype } from '../../shared/prototype-pollution.ts';

/** A member name that no schema of ours has. Valibot drops it from a record silently, so it is an error here. */
export class ReservedNameError extends Error {
  override readonly name = 'ReservedNameError';
}

const reserved = ['__proto__', 'constructor', 'prototype'];

/** Parses JSON into objects without a prototype. Throws a {@link ReservedNameError} or a `SyntaxError`. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => {
    if (reserved.includes(name)) throw new ReservedNameError(`Expected no member of the name ${name}.`);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? withoutPrototype(value) : value;
  });
}
