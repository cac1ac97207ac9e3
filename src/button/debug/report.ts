import { errorPage } from '../../shared/documented-urls.ts';
import type { Failure } from './failure.ts';
import type { Finding } from './finding.ts';

const marks = { good: '✓', problem: '✗', unknown: '?' } as const;

const order = ['problem', 'unknown', 'good'];

/** Findings with the problems first. */
export const sorted = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));

/** Findings as text for the console, one below the other, problems first. */
export function reportText(title: string, findings: readonly Finding[], error?: Failure): string {
  const lines = sorted(findings).map(
    ({ area, outcome, says, change }) => `  ${marks[outcome]} ${area}: ${says}${change ? `\n      → ${change}` : ''}`,
  );
  const details = error
    ? [
        `  Request id: ${error.requestId ?? 'none'}`,
        `  A second click may help: ${error.retryable ? 'yes' : 'no'}`,
        `  More: ${errorPage(error.code)}`,
      ]
    : [];
  return [title, ...lines, ...details].join('\n');
}
