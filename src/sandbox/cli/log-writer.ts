import type { DeliveryEvent, Log, LogEvent, RequestEvent } from '../runtime/log.ts';
import { isAccepted } from '../webhooks/outbox.ts';

/** The formats of the command's log: text, one JSON object per line, or none. */
export const logFormats = ['plain', 'json', 'off'] as const;

export type LogFormat = (typeof logFormats)[number];

/** A log that writes a line for each event, with the time. */
export function logWriter(format: LogFormat, write: (line: string) => void): Log {
  const line = lines[format];
  return (event) => {
    const text = line(event, new Date());
    if (text !== null) write(text);
  };
}

const lines: Record<LogFormat, (event: LogEvent, time: Date) => string | null> = {
  plain(event, time) {
    const text = textOf(event);
    return text && `${time.toTimeString().slice(0, 8)}  ${text}`;
  },
  json: (event, time) => JSON.stringify({ time: time.toISOString(), level: levelOf(event), ...event }),
  off: () => null,
};

function textOf(event: LogEvent): string | null {
  if (event.event === 'request') return requestText(event);
  if (event.event === 'webhook') return webhookText(event);
  if (event.event === 'stopping') return `${event.signal}: finishes the requests in progress, then stops`;
  if (event.event === 'failure') return joined(`failed: ${event.task}: ${event.reason}`, event.requestId);
  if (event.event === 'warning') return `warning: ${event.message}`;
  if (event.event === 'reset') return `reset: deleted ${event.connections} connections and ${event.webhooks} webhooks`;
  if (event.event === 'seeded') return `seed: added ${event.connections} connections`;
  // The other events are visible in the terminal: the command prints its URL, and ends.
  return null;
}

function requestText({ status, method, path, ms, requestId, startedBy, code, detail }: RequestEvent): string {
  return joined(
    String(status),
    `${method} ${path}`,
    `${ms} ms`,
    requestId,
    startedBy && `started by ${startedBy}`,
    [code, detail].filter(Boolean).join(': '),
  );
}

function webhookText({ status, failure, type, connectionId, ms, requestId }: DeliveryEvent): string {
  return joined(String(status ?? failure), `webhook ${type}`, connectionId, `${ms} ms`, requestId);
}

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('  ');

function levelOf(event: LogEvent): 'info' | 'warn' | 'error' {
  if (event.event === 'failure') return 'error';
  if (event.event === 'warning') return 'warn';
  if (event.event === 'webhook') return isAccepted(event.status) ? 'info' : 'warn';
  if (event.event !== 'request' || event.status < 400) return 'info';
  return event.status < 500 ? 'warn' : 'error';
}
