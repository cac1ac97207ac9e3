import * as v from 'valibot';
import { bare } from '../../shared/bare.ts';
import type {
  Attempt,
  AttemptCreated,
  AttemptRequest,
  ChallengeAnswer,
  ChallengeReference,
  Institution,
  InstitutionList,
  Session,
  SessionRequest,
} from '../../shared/widget-api.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../../shared/widget-error.ts';
import { parse } from './parse.ts';
import * as wire from './wire.ts';

/** An answer that takes longer is none, in ms. */
const timeout = 20_000;

/** A call of the API that failed. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The problem's code; `internal-error` where the server named none that we know, or did not answer. */
  readonly code: WidgetErrorCode;
  /** The server did not answer, or in a form that is not the API's: what was asked for may have happened. */
  readonly unanswered: boolean;

  constructor(code: WidgetErrorCode, unanswered: boolean) {
    super(`The API answered ${code}.`);
    this.code = code;
    this.unanswered = unanswered;
  }
}

type Call<Output> = {
  method?: 'POST' | 'DELETE';
  bearer?: string;
  body?: unknown;
  signal?: AbortSignal;
  schema: v.GenericSchema<unknown, Output>;
};

async function call<Output>(path: string, options: Call<Output>): Promise<Output> {
  const { method, bearer, body, signal, schema } = bare(options);
  let response: Response;
  let data: unknown;
  try {
    const url = new URL(`../api/${path}`, document.baseURI);
    const init: RequestInit = {
      method: method ?? 'GET',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      headers: {
        Accept: 'application/json',
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // An attempt that is given up must reach the server also when the frame is gone a moment later.
      keepalive: method === 'DELETE',
      signal: firstOf(AbortSignal.timeout(timeout), signal),
    };
    response = await fetch(url, bare(init));
    data = response.status === 204 ? undefined : await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('internal-error', true);
  }
  if (!response.ok) {
    const code = parse(wire.problem, data)?.code;
    throw new ApiError(isWidgetErrorCode(code) ? code : 'internal-error', false);
  }
  const output = parse(schema, data);
  if (output === null) throw new ApiError('internal-error', true);
  return output;
}

/** Aborts when either does. `AbortSignal.any` is newer than the browsers that have to do: Chrome 116, Firefox 124, Safari 17.4. */
function firstOf(timer: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  const life = new AbortController();
  const abort = (): void => life.abort();
  if (signal?.aborted) abort();
  for (const each of [timer, signal]) each?.addEventListener('abort', abort, { once: true });
  return life.signal;
}

/** The banks that match `query`, best first; for an empty query the popular ones. Needs no token. */
export function findInstitutions(query: string, limit: number, signal: AbortSignal): Promise<InstitutionList> {
  const parameters = new URLSearchParams({ q: query, limit: String(limit) });
  return call(`institutions?${parameters}`, { signal, schema: wire.institutionList });
}

/** One institution with its form. Needs no token. */
export function getInstitution(id: string): Promise<Institution> {
  return call(`institutions/${id}`, { schema: wire.institution });
}

/** What a widget token is for. Rejects with `token-expired`, `token-invalid` or `origin-not-allowed`. */
export function startSession(token: string, body: SessionRequest): Promise<Session> {
  return call('session', { method: 'POST', bearer: token, body, schema: wire.session });
}

/** Sends the credentials to the bank. Their one way out of this document. */
export function createAttempt(token: string, body: AttemptRequest): Promise<AttemptCreated> {
  return call('attempts', { method: 'POST', bearer: token, body, schema: wire.attemptCreated });
}

/** How the attempt stands. */
export function getAttempt(attemptToken: string, signal: AbortSignal): Promise<Attempt> {
  return call('attempt', { bearer: attemptToken, signal, schema: wire.attempt });
}

/** Answers the bank's challenge. */
export function answerChallenge(attemptToken: string, body: ChallengeAnswer, signal: AbortSignal): Promise<Attempt> {
  return call('attempt/challenge', { method: 'POST', bearer: attemptToken, body, signal, schema: wire.attempt });
}

/** Asks for the challenge's full time again. */
export function extendChallenge(attemptToken: string, challengeId: string, signal: AbortSignal): Promise<Attempt> {
  const body: ChallengeReference = { challengeId };
  return call('attempt/challenge/extend', { method: 'POST', bearer: attemptToken, body, signal, schema: wire.attempt });
}

/** Asks for another code. */
export function resendCode(attemptToken: string, challengeId: string, signal: AbortSignal): Promise<Attempt> {
  const body: ChallengeReference = { challengeId };
  return call('attempt/challenge/resend', { method: 'POST', bearer: attemptToken, body, signal, schema: wire.attempt });
}

/** Gives the attempt up. */
export function cancelAttempt(attemptToken: string): Promise<void> {
  return call('attempt', { method: 'DELETE', bearer: attemptToken, schema: v.void() });
}
