import { loadLaterSteps } from '../later-steps.ts';
import {
  answerChallenge,
  ApiError,
  createAttempt,
  extendChallenge,
  getInstitution,
  resendCode,
  startSession,
} from '../session.ts';
import type { Effect } from './effect.ts';
import type { ResultEvent } from './event.ts';
import type { Problem } from './failure.ts';
import { followAttempt } from './follow-attempt.ts';

/** An effect that has a result. */
export type Request = Exclude<Effect, { type: 'post' | 'cancel-attempt' }>;

/** What a request needs besides its own data. */
export type RequestContext = {
  /** The number of the state that it belongs to. */
  work: number;
  /** Aborted when that state is left. */
  signal: AbortSignal;
  /** The origin of the host's page. */
  origin: string;
};

/** Makes the request. Resolves with its result as an event, also where it failed. */
export function runRequest(request: Request, { work, signal, origin }: RequestContext): Promise<ResultEvent> {
  switch (request.type) {
    case 'open-session': {
      const { token, connectionId } = request.token;
      return startSession(token, { connectionId, origin }).then(
        (session) => ({ type: 'session-opened', session }),
        (error: unknown) => ({ type: 'session-failed', problem: problemOf(error) }),
      );
    }
    case 'load-institution': {
      const { institution: given } = request;
      const institution = typeof given === 'string' ? getInstitution(given) : given;
      return Promise.all([institution, loadLaterSteps()]).then(
        ([loaded]) => ({ type: 'institution-loaded', work, institution: loaded }),
        (error: unknown) => ({ type: 'institution-failed', work, problem: problemOf(error) }),
      );
    }
    case 'create-attempt': {
      const { token, connectionId } = request.token;
      const { institutionId, credentials } = request;
      // Without the signal: an attempt that the user gave up meanwhile has to be cancelled.
      return createAttempt(token, { connectionId, origin, institutionId, credentials }).then(
        ({ attemptToken, attempt }) => ({ type: 'attempt-created', work, attemptToken, attempt }),
        (error: unknown) => ({ type: 'attempt-refused', work, problem: problemOf(error) }),
      );
    }
    case 'follow-attempt':
      return followAttempt(request.attemptToken, request.known, signal).then(
        (attempt) => ({ type: 'attempt-changed', work, attempt }),
        (error: unknown) => ({ type: 'attempt-lost', work, problem: problemOf(error) }),
      );
    case 'answer-challenge':
      return answerChallenge(request.attemptToken, request.answer, signal).then(
        (attempt) => ({ type: 'attempt-changed', work, attempt }),
        (error: unknown) => ({ type: 'answer-failed', work, problem: problemOf(error) }),
      );
    case 'change-challenge': {
      const change = request.change === 'extend' ? extendChallenge : resendCode;
      return change(request.attemptToken, request.challengeId, signal).then(
        (attempt) => ({ type: 'challenge-changed', work, attempt }),
        (error: unknown) => ({ type: 'challenge-failed', work, problem: problemOf(error) }),
      );
    }
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return { code: error.code, unanswered: error.unanswered };
  // A fault of ours should be seen. A request that was aborted is none.
  if (!(error instanceof DOMException && error.name === 'AbortError')) reportError(error);
  return { code: 'internal-error', unanswered: false };
}
