import { withoutPrototype } from '../../../shared/prototype-pollution.ts';

/** Deeper than any message or answer. */
const maxDepth = 16;

/**
 * A copy of data from outside in which no object has a prototype: members that a script has put on `Object.prototype`
 * are not read in place of missing members. A value that is nested too deep, or that occurs twice, is left out.
 */
export function deepOwn(data: unknown): unknown {
  const seen = new Set<object>();
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > maxDepth || seen.has(value)) return undefined;
    seen.add(value);
    if (Array.isArray(value)) return value.map((each) => copy(each, depth + 1));
    return withoutPrototype(
      Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, depth + 1)])),
    );
  };
  return copy(data, 0);
}
