import { bare } from '../../shared/bare.ts';

/** A name that no object of ours has, and that valibot leaves out of a record without a word. */
export class ReservedNameError extends Error {
  override readonly name = 'ReservedNameError';
}

const reserved = ['__proto__', 'constructor', 'prototype'];

/** The value of a JSON text, of objects without a prototype. Throws a {@link ReservedNameError}, or a `SyntaxError`. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => {
    if (reserved.includes(name)) throw new ReservedNameError(`Expected no member of the name ${name}.`);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? bare(value) : value;
  });
}
