/** The reason for an internal error, for the log: SQLite's text, or the error's name and code. Its message may quote a secret. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errstr' in error) return String(error.errstr);
  return 'code' in error ? `${error.name} (${String(error.code)})` : error.name;
}
