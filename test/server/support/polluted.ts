import { afterEach, beforeEach, mock } from 'node:test';
import type { TokenHandlerOptions } from '../../../src/server/index.ts';
import { canaryKey } from './canary-key.ts';

export const good: TokenHandlerOptions = { apiKey: canaryKey, authorize: () => true };

/** Runs `work` while `Object.prototype` has the property, as after an attack on another part of the host. */
export async function polluted<Result>(name: string, value: unknown, work: () => Result): Promise<Awaited<Result>> {
  // oxlint-disable-next-line no-extend-native -- the attack
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

export const ask = (headers: Record<string, string> = {}): Request =>
  new Request('https://shop.example/api/widget-token', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Sec-Fetch-Site': 'same-origin',
      'X-Request-Id': 'click-1',
      ...headers,
    },
    body: '{}',
  });

export const token = { widgetToken: 'wtk_1', connectionId: 'conn_1' };

export const without = (object: object, name: string): object =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/** Replaces `fetch` and `console.error` in each test of a suite. */
export function mockFetch(): {
  /** The calls of `fetch` in the test that runs. */
  asked: Asked[];
  /** A `fetch` that answers with this body. */
  answering(body?: object): (url: unknown, init?: RequestInit) => Promise<Response>;
} {
  const asked: Asked[] = [];
  const answering = (body: object = token): ((url: unknown, init?: RequestInit) => Promise<Response>) => {
    const text = JSON.stringify(body);
    return async (url, init = {}) => {
      asked.push({ url, init });
      return new Response(text);
    };
  };

  beforeEach(() => {
    asked.length = 0;
    mock.method(globalThis, 'fetch', answering());
    mock.method(console, 'error', () => {});
  });
  afterEach(() => mock.restoreAll());
  return { asked, answering };
}

type Asked = { url: unknown; init: RequestInit };
