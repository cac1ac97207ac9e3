/** Why something failed on our side, for a log: SQLite's own words for it, else the error's code or name. Quotes nothing. */
export function failureReason(error: unknown): string {
  const { errstr, code, name } = Object(error) as Record<string, unknown>;
  return [errstr, code, name].find((word) => typeof word === 'string') ?? 'unknown';
}
