/** The values of each choice. */
type Values = Readonly<Record<string, readonly unknown[]>>;

/** One value of each choice. */
type Row<V extends Values> = { [Name in keyof V]: V[Name][number] };

/** Two values of two choices, in either order. */
const pair = (one: string, oneAt: number, other: string, otherAt: number): string =>
  one < other ? `${one} ${oneAt} ${other} ${otherAt}` : `${other} ${otherAt} ${one} ${oneAt}`;

/**
 * Combinations in which each value of a choice meets each value of every other choice at least once: far fewer than all. The
 * same for the same values.
 */
export function pairwise<const V extends Values>(values: V): Row<V>[] {
  const names = Object.keys(values);
  const left = new Set<string>();
  const indices = (name: string): number[] => (values[name] ?? []).map((_value, index) => index);
  for (const one of names) {
    for (const other of names.filter((name) => name > one)) {
      for (const oneAt of indices(one))
        for (const otherAt of indices(other)) left.add(pair(one, oneAt, other, otherAt));
    }
  }

  const rows: Row<V>[] = [];
  while (left.size > 0) {
    const [first = ''] = left;
    const [one = '', oneAt = '', other = '', otherAt = ''] = first.split(' ');
    const chosen = new Map([
      [one, Number(oneAt)],
      [other, Number(otherAt)],
    ]);
    for (const name of names.filter((each) => !chosen.has(each))) {
      const gain = (index: number): number =>
        [...chosen].filter(([known, knownAt]) => left.has(pair(known, knownAt, name, index))).length;
      const [best = 0] = indices(name).toSorted((a, b) => gain(b) - gain(a));
      chosen.set(name, best);
    }
    for (const [a, aAt] of chosen) for (const [b, bAt] of chosen) if (a < b) left.delete(pair(a, aAt, b, bAt));
    // Each name has one of its values.
    rows.push(Object.fromEntries(names.map((name) => [name, values[name]?.[chosen.get(name) ?? 0]])) as Row<V>);
  }
  return rows;
}
