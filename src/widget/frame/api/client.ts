import * as v from 'valibot';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { object } from '../../../shared/widget-api/common.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../../../shared/widget-error.ts';
import { network } from './network.ts';
import { parse } from './parse.ts';

const requestTimeoutMs = 20_000;

/** The members of a problem document that the frame uses. */
const problem = object({ code: v.optional(v.unknown()), detail: v.optional(v.unknown()) });

/** A failed API call. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The problem's code; `internal-error` if the server gave no known code, or did not answer. */
  readonly code: WidgetErrorCode;
  /** No valid answer came: the server may have done what was requested. */
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

/** Calls the API on the frame's own origin. Rejects with an `ApiError`, or with an `AbortError` when `signal` is aborted. */
export async function call<Output>(path: string, options: Call<Output>): Promise<Output> {
  const { method, bearer, body, signal, schema } = withoutPrototype(options);
  const { outages } = network;
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
      // The request that cancels an attempt must reach the server even if the frame is removed a moment later.
      keepalive: method === 'DELETE',
      signal: anySignal(AbortSignal.timeout(requestTimeoutMs), signal),
    };
    response = await fetch(url, withoutPrototype(init));
    // An answer to a request without a token may come from the browser's cache.
    if (bearer) network.confirm(outages);
    data = response.status === 204 ? undefined : await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('internal-error', true);
  }
  if (!response.ok) {
    const { code, detail } = parse(problem, data) ?? {};
    // A token that is not valid any more is part of the flow: the page gets another.
    if (response.status !== 401) tellDeveloper(detail);
    throw new ApiError(isWidgetErrorCode(code) ? code : 'internal-error', false);
  }
  const output = parse(schema, data);
  if (output === null) throw new ApiError('internal-error', true);
  return output;
}

/** What the server expected, on the console. The user can't mend it. */
function tellDeveloper(detail: unknown): void {
  if (typeof detail !== 'string' || detail.length > 1_000 || /(?:arau|wtk|att|whsec)_/i.test(detail)) return;
  console.error(`Araucaria: ${detail}`);
}

/** A signal that aborts with either. `AbortSignal.any` needs Chrome 116, Firefox 124 or Safari 17.4: too new. */
function anySignal(timer: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal?.aborted) abort();
  for (const each of [timer, signal]) each?.addEventListener('abort', abort, { once: true });
  return controller.signal;
}
