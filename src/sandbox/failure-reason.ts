/** Why something failed on our side, for a log: SQLite's own words, else the error's name and code. Its message may quote a secret. */
export function failureReason(error: unknown): string {
  const { errstr, name, code } = Object(error) as Record<string, unknown>;
  if (typeof errstr === 'string') return errstr;
  return [name, code && `(${code})`].filter(Boolean).join(' ') || 'unknown';
}
