import type { ApiBehavior } from './api-behaviors.ts';
import type { ApiCall } from './api-stand-in.ts';
import type { RawAnswer } from './send.ts';

/** A request; by default, that of a button for a new connection. */
export type Sent = {
  method?: string;
  /** In addition to those of a button. Null leaves one out. */
  headers?: Readonly<Record<string, string | null>>;
  body?: string;
  isChunked?: boolean;
  /** Without the headers of the session. */
  isStranger?: boolean;
  /** How the API answers meanwhile. */
  api?: ApiBehavior;
};

export type Answer = RawAnswer & {
  sent: Sent;
  /** The members of the JSON object in it; empty where there is none. */
  json: Readonly<Record<string, unknown>>;
  /** The calls of the API for it; empty without a stand-in. */
  apiCalls: readonly ApiCall[];
};

/** A request in one line: what differs from that of a button. */
export function describeSent({ method = 'POST', body = '{}', headers = {}, isChunked, isStranger, api }: Sent): string {
  const length = Buffer.byteLength(body);
  return [
    `${method} ${body === '' ? 'without a body' : length > 90 ? `with ${length} bytes` : body}`,
    ...Object.entries(headers).map(([name, value]) =>
      value === null ? `without ${name}` : `${name}: ${value.length > 60 ? `${value.slice(0, 60)}…` : value}`,
    ),
    ...(isChunked ? ['in chunks'] : []),
    ...(isStranger ? ['without the headers of --header'] : []),
    ...(api ? [`while the API ${api.title}`] : []),
  ].join(', ');
}
