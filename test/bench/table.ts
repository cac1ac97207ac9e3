/** The value that this share of the numbers does not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length) - 1, sorted.length - 1)] ?? NaN;
}

/** Prints a title, and a row of figures for each compared thing. */
export function printTable(title: string, rows: Record<string, Record<string, number | string>>): void {
  console.log(`\n${title}`);
  console.table(rows);
}
