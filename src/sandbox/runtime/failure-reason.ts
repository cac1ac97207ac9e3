/** Why something failed on our side, for a log: SQLite's own words, else the error's name and code. Its message may quote a secret. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errstr' in error) return String(error.errstr);
  return 'code' in error ? `${error.name} (${String(error.code)})` : error.name;
}
