/** The quantile of the numbers: that share of them is below it. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length) - 1, sorted.length - 1)] ?? NaN;
}

/** Prints the figures: a title, and a row for each subject. */
export function printTable(title: string, rows: Record<string, Record<string, number | string>>): void {
  console.log(`\n${title}`);
  console.table(rows);
}
