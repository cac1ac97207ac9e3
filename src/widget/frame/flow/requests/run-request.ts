import { getInstitution } from '../../api/institutions.ts';
import { startSession } from '../../api/session.ts';
import { loadLaterSteps } from '../../loading/later-steps.ts';
import type { Effect } from '../effect.ts';
import type { ResultEvent } from '../event.ts';
import { problemOf } from './problem-of.ts';

/** An effect that has a result. */
export type Request = Exclude<Effect, { type: 'post' | 'cancel-attempt' }>;

/** What a request needs besides its own data. */
export type RequestContext = {
  /** The id of the state that caused it. */
  stateId: number;
  /** Aborted when that state is left. */
  signal: AbortSignal;
  /** The origin of the host's page. */
  origin: string;
};

/** Makes the request. Resolves with its result as an event, also if it failed. */
export async function runRequest(request: Request, context: RequestContext): Promise<ResultEvent> {
  const { stateId, origin } = context;
  if (request.type === 'open-session') {
    const { token, connectionId } = request.token;
    return startSession(token, { connectionId, origin }).then(
      (session) => ({ type: 'session-opened', session }),
      (error: unknown) => ({ type: 'session-failed', problem: problemOf(error) }),
    );
  }
  if (request.type === 'load-institution') {
    const { institution: given } = request;
    const institution = typeof given === 'string' ? getInstitution(given) : given;
    return Promise.all([institution, loadLaterSteps()]).then(
      ([loaded]) => ({ type: 'institution-loaded', stateId, institution: loaded }),
      (error: unknown) => ({ type: 'institution-failed', stateId, problem: problemOf(error) }),
    );
  }
  // Already loaded with the bank.
  const { runAttemptRequest } = await loadLaterSteps();
  return runAttemptRequest(request, context);
}
