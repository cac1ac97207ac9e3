import { ApiError } from '../../api/client.ts';
import type { Problem } from '../failure.ts';

/** The problem for what a request threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return { code: error.code, unanswered: error.unanswered };
  // Any other error is a bug of this code, except for an aborted request.
  if (!(error instanceof DOMException && error.name === 'AbortError')) reportError(error);
  return { code: 'internal-error', unanswered: false };
}
