import { bare } from '../../../shared/bare.ts';

/** Deeper than anything that is said to the frame. */
const deepest = 16;

/**
 * A copy of data from outside in which every object is bare: whatever a script has put on `Object.prototype`, it is
 * read in no place of a member that is missing. What is nested too deep, or in two places, is left out.
 */
export function deepOwn(data: unknown): unknown {
  const seen = new Set<object>();
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest || seen.has(value)) return undefined;
    seen.add(value);
    if (Array.isArray(value)) return value.map((each) => copy(each, depth + 1));
    return bare(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, depth + 1)])));
  };
  return copy(data, 0);
}
