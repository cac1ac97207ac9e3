import type { ReadyEvent } from '../runtime/log.ts';
import { variables } from '../settings.ts';

/**
 * The lines for a person at the start, after the address. `madeSecret` signs webhooks; null if it is in the settings. It is
 * for a terminal alone: a file would keep it.
 */
export function readyLines(ready: ReadyEvent, madeSecret: string | null, isTerminal: boolean): string[] {
  const rows: [string, string][] = [
    ['console', ready.console],
    ['database', ready.database ?? 'in memory'],
    ['webhooks', ready.webhookUrl ?? `none; to receive them, set ${variables.webhookUrl}`],
  ];
  if (ready.webhookUrl !== null) rows.push(['signing secret', secretText(madeSecret, isTerminal)]);
  return rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`);
}

function secretText(made: string | null, isTerminal: boolean): string {
  if (made === null) return `that of ${variables.webhookSecret}`;
  return isTerminal ? made : 'made for this database; to see it: araucaria-sandbox --print-secret';
}
