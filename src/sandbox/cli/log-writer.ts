import type { Log, LogEvent } from '../runtime/log.ts';

/** How the command tells what happens: in words, as one JSON object a line, or not at all. */
export const logFormats = ['plain', 'json', 'off'] as const;

export type LogFormat = (typeof logFormats)[number];

/** Gives `write` a line for each event, with its time. */
export function logWriter(format: LogFormat, write: (line: string) => void): Log {
  const line = lines[format];
  return (event) => {
    const text = line(event, new Date());
    if (text !== null) write(text);
  };
}

const lines: Record<LogFormat, (event: LogEvent, time: Date) => string | null> = {
  plain(event, time) {
    const words = inWords(event);
    return words && `${time.toTimeString().slice(0, 8)}  ${words}`;
  },
  json: (event, time) => JSON.stringify({ time: time.toISOString(), level: levelOf(event), ...event }),
  off: () => null,
};

function inWords(event: LogEvent): string | null {
  if (event.event === 'request') return `${event.status}  ${event.method} ${event.path}  ${event.ms} ms`;
  if (event.event === 'stopping') return `${event.signal}: answers what is under way, then stops`;
  if (event.event === 'failure') return `failed: ${event.task}: ${event.reason}`;
  // Readers of words also see the command's own line, and its end.
  return null;
}

function levelOf(event: LogEvent): 'info' | 'warn' | 'error' {
  if (event.event === 'failure') return 'error';
  if (event.event !== 'request' || event.status < 400) return 'info';
  return event.status < 500 ? 'warn' : 'error';
}
