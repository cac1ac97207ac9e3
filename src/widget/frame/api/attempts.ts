import { attempt, attemptCreated, type Attempt, type AttemptCreated } from '../../../shared/widget-api/attempt.ts';
import type { AttemptRequest, ChallengeAnswer, ChallengeReference } from '../../../shared/widget-api.ts';
import { call } from './client.ts';

/** Sends the credentials to the bank. No other code sends them anywhere. */
export function createAttempt(token: string, body: AttemptRequest): Promise<AttemptCreated> {
  return call('attempts', { method: 'POST', bearer: token, body, schema: attemptCreated });
}

/** Gets the attempt's status. */
export function getAttempt(attemptToken: string, signal: AbortSignal): Promise<Attempt> {
  return call('attempt', { bearer: attemptToken, signal, schema: attempt });
}

/** Answers the bank's challenge. */
export function answerChallenge(attemptToken: string, body: ChallengeAnswer, signal: AbortSignal): Promise<Attempt> {
  return call('attempt/challenge', { method: 'POST', bearer: attemptToken, body, signal, schema: attempt });
}

/** Requests the challenge's full time again. */
export function extendChallenge(attemptToken: string, challengeId: string, signal: AbortSignal): Promise<Attempt> {
  const body: ChallengeReference = { challengeId };
  return call('attempt/challenge/extend', { method: 'POST', bearer: attemptToken, body, signal, schema: attempt });
}

/** Requests another code. */
export function resendCode(attemptToken: string, challengeId: string, signal: AbortSignal): Promise<Attempt> {
  const body: ChallengeReference = { challengeId };
  return call('attempt/challenge/resend', { method: 'POST', bearer: attemptToken, body, signal, schema: attempt });
}
