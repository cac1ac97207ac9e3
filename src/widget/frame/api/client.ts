import * as v from 'valibot';
import { bare } from '../../../shared/bare.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../../../shared/widget-error.ts';
import { object, parse } from './parse.ts';

/** An answer that takes longer is none, in ms. */
const timeout = 20_000;

/** The one member of a problem document that the frame acts on. */
const problem = object({ code: v.string() });

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

/** Calls the API on the frame's own origin. Rejects with an `ApiError`, or with the signal's reason. */
export async function call<Output>(path: string, options: Call<Output>): Promise<Output> {
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
    const code = parse(problem, data)?.code;
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
