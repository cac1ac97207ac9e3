import { answerChallenge, createAttempt, extendChallenge, resendCode } from '../../api/attempts.ts';
import type { ResultEvent } from '../event.ts';
import { followAttempt } from './follow-attempt.ts';
import { problemOf } from './problem-of.ts';
import type { Request, RequestContext } from './run-request.ts';

type AttemptRequest = Exclude<Request, { type: 'open-session' | 'load-institution' | 'check-network' }>;

/** As `runRequest`, for the requests after the user has chosen a bank. */
export function runAttemptRequest(
  request: AttemptRequest,
  { stateId, signal, origin }: RequestContext,
): Promise<ResultEvent> {
  switch (request.type) {
    case 'create-attempt': {
      const { token, connectionId } = request.token;
      const { institutionId, credentials } = request;
      // Without the signal: the answer is needed to cancel an attempt that the user has left meanwhile.
      return createAttempt(token, { connectionId, origin, institutionId, credentials }).then(
        ({ attemptToken, attempt }) => ({ type: 'attempt-created', stateId, attemptToken, attempt }),
        (error: unknown) => ({ type: 'attempt-refused', stateId, problem: problemOf(error) }),
      );
    }
    case 'follow-attempt':
      return followAttempt(request.attemptToken, request.known, signal).then(
        (attempt) => ({ type: 'attempt-changed', stateId, attempt }),
        (error: unknown) => ({ type: 'attempt-lost', stateId, problem: problemOf(error) }),
      );
    case 'answer-challenge':
      return answerChallenge(request.attemptToken, request.answer, signal).then(
        (attempt) => ({ type: 'attempt-changed', stateId, attempt }),
        (error: unknown) => ({ type: 'answer-failed', stateId, problem: problemOf(error) }),
      );
    default: {
      const change = request.change === 'extend' ? extendChallenge : resendCode;
      return change(request.attemptToken, request.challengeId, signal).then(
        (attempt) => ({ type: 'challenge-changed', stateId, attempt }),
        (error: unknown) => ({ type: 'challenge-failed', stateId, problem: problemOf(error) }),
      );
    }
  }
}
