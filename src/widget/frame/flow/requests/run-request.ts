import { getInstitution } from '../../api/institutions.ts';
import { network, whenOnline } from '../../api/network.ts';
import { startSession } from '../../api/session.ts';
import type { Institution } from '../../../../shared/widget-api.ts';
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
  const { stateId, signal, origin } = context;
  if (request.type === 'open-session') {
    const { token, connectionId } = request.token;
    return whenOnline(() => startSession(token, { connectionId, origin })).then(
      (session) => ({ type: 'session-opened', session }),
      (error: unknown) => ({ type: 'session-failed', problem: problemOf(error) }),
    );
  }
  if (request.type === 'load-institution') {
    const { institution: given } = request;
    const load = (): Promise<[Institution, unknown]> =>
      Promise.all([typeof given === 'string' ? getInstitution(given) : given, loadLaterSteps()]);
    return whenOnline(load, signal).then(
      ([loaded]) => ({ type: 'institution-loaded', stateId, institution: loaded }),
      (error: unknown) => ({ type: 'institution-failed', stateId, problem: problemOf(error) }),
    );
  }
  if (request.type === 'check-network') {
    await network.check();
    return { type: 'network-checked' };
  }
  // Already loaded with the bank.
  const { runAttemptRequest } = await loadLaterSteps();
  return runAttemptRequest(request, context);
}
