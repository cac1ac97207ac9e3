import { Endpoint, type Subject } from './endpoint.ts';
import { describeSent } from './exchange.ts';
import { needs, type Rule } from './rule.ts';
import { answerRules } from './rules/answer-rules.ts';
import { apiRules } from './rules/api-rules.ts';
import { leakRules } from './rules/leak-rules.ts';
import { originRules } from './rules/origin-rules.ts';
import { requestIdRules } from './rules/request-id-rules.ts';
import { requestRules } from './rules/request-rules.ts';
import { tokenRules } from './rules/token-rules.ts';
import { NotTried, Shortfall } from './shortfall.ts';

/** What became of a rule. */
export type Outcome = { rule: string; says: string } & (
  | { result: 'holds' }
  | { result: 'falls-short'; sent: string; came: string; expected: string; change: string }
  | { result: 'not-tried'; reason: string }
);

/** Rules that send requests, then those that read all answers. */
const activeRules: readonly Rule[] = [...tokenRules, ...requestRules, ...originRules, ...apiRules, ...requestIdRules];
const readingRules: readonly Rule[] = [...answerRules, ...leakRules];

/** The names of all rules. */
export const ruleNames: readonly string[] = [...activeRules, ...readingRules].map(({ name }) => name);

/** Tries all rules but those in `skip`, one after the other. Rejects with `NoAnswer` where nothing listens at the address. */
export async function checkEndpoint(subject: Subject, skip: readonly string[] = []): Promise<Outcome[]> {
  const endpoint = new Endpoint(subject);
  const outcomes: Outcome[] = [];
  for (const rule of activeRules) {
    const isHopeless = outcomes[0]?.result === 'falls-short';
    const reason = isHopeless ? `needs the rule ${outcomes[0]?.rule}` : reasonNotToTry(rule, endpoint, skip);
    outcomes.push(await outcomeOf(rule, endpoint, reason));
  }
  for (const rule of readingRules) outcomes.push(await outcomeOf(rule, endpoint, reasonNotToTry(rule, endpoint, skip)));
  return outcomes;
}

function reasonNotToTry({ name, needs: need }: Rule, endpoint: Endpoint, skip: readonly string[]): string | null {
  // The first request says whether the others make sense.
  if (skip.includes(name) && endpoint.answers.length > 0) return 'skipped';
  return need === undefined || needs[need].isMet(endpoint) ? null : needs[need].missing;
}

async function outcomeOf(rule: Rule, endpoint: Endpoint, reason: string | null): Promise<Outcome> {
  const head = { rule: rule.name, says: rule.says };
  if (reason !== null) return { ...head, result: 'not-tried', reason };
  try {
    await rule.try(endpoint);
    return { ...head, result: 'holds' };
  } catch (error) {
    if (error instanceof NotTried) return { ...head, result: 'not-tried', reason: error.message };
    if (!(error instanceof Shortfall)) throw error;
    const { sent, came, expected, change = rule.change } = error.details;
    return { ...head, result: 'falls-short', sent: describeSent(sent), came, expected, change };
  }
}
