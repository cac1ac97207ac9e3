import * as v from 'valibot';
import { isRecord } from '../../../shared/is-record.ts';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { bearerPattern } from '../../runtime/secrets.ts';

/** Why a call failed, for the person at the terminal. */
export class CallError extends Error {
  override readonly name = 'CallError';
}

type Method = 'GET' | 'POST';

const wrongKey = (): CallError => new CallError('ARAUCARIA_API_KEY: expected the key of the sandbox.');

/** How long the sandbox may take to begin an answer. */
const timeoutMs = 10_000;

/** The API of a sandbox that runs, as a backend calls it. Rejects with a {@link CallError}. */
export class SandboxApi {
  readonly url: string;
  readonly #apiKey: string;

  /** `url`: without a slash at the end. */
  constructor(url: string, apiKey: string) {
    this.url = url;
    this.#apiKey = apiKey;
  }

  /** The answer to `GET`. */
  get<Output>(path: string, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
    return this.#call('GET', path, schema);
  }

  /** The answer to `POST`, without a body. `schema`: `v.null()` if the answer has none. */
  post<Output>(path: string, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
    return this.#call('POST', path, schema);
  }

  async #call<Output>(method: Method, path: string, schema: v.GenericSchema<unknown, Output>): Promise<Output> {
    const response = await this.#fetch(method, path, AbortSignal.timeout(timeoutMs));
    // Another server may answer anything.
    const answer: unknown = await response.json().catch(() => null);
    const result = v.safeParse(schema, answer);
    if (response.ok && result.success) return result.output;
    if (response.status === 401) throw wrongKey();
    const detail = isRecord(answer) ? answer['detail'] : null;
    if (typeof detail === 'string') throw new CallError(detail);
    throw new CallError(`What runs at ${this.url} is not a sandbox of this version.`);
  }

  /** Yields at the start, and after each change of a webhook. Ends when the sandbox stops. */
  async *webhookChanges(): AsyncGenerator<void> {
    const response = await this.#fetch('GET', '/sandbox/events?only=webhooks', null);
    // Each event is one chunk or several; a change more does no harm.
    for await (const _ of response.body ?? []) yield;
  }

  async #fetch(method: Method, path: string, signal: AbortSignal | null): Promise<Response> {
    // An invalid header would be an error of `fetch`.
    if (!bearerPattern.test(this.#apiKey)) throw wrongKey();
    const headers = { Authorization: `Bearer ${this.#apiKey}` };
    try {
      return await fetch(this.url + path, withoutPrototype({ method, headers, redirect: 'manual' as const, signal }));
    } catch (error) {
      if (signal?.aborted) throw new CallError(`${this.url} did not answer within ${timeoutMs / 1_000} s.`);
      if (!(error instanceof TypeError)) throw error;
      throw new CallError(
        `No sandbox runs at ${this.url}. Start one with araucaria-sandbox, or say where it runs with --port or --url.`,
      );
    }
  }
}
