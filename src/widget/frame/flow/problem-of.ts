import { ApiError } from '../api/client.ts';
import type { Problem } from './failure.ts';

/** What an error of a request tells. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return { code: error.code, unanswered: error.unanswered };
  // A fault of ours should be seen. A request that was aborted is none.
  if (!(error instanceof DOMException && error.name === 'AbortError')) reportError(error);
  return { code: 'internal-error', unanswered: false };
}
