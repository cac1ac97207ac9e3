import type { Outcome } from './check-endpoint.ts';

/** The report for people: a line for each rule, and four more for one that falls short. */
export function textReport(url: string, outcomes: readonly Outcome[]): string {
  const nameWidth = Math.max(...outcomes.map(({ rule }) => rule.length));
  const indent = ' '.repeat(labelWidth + nameWidth + 6);
  const lines = outcomes
    .filter(isOfInterest)
    .flatMap((outcome) => [
      `  ${labels[outcome.result].padEnd(labelWidth)}  ${outcome.rule.padEnd(nameWidth)}  ${outcome.says}${reasonOf(outcome)}`,
      ...detailsOf(outcome).map(
        ([title, text]) => `${indent}${title.padEnd(10)}${wrap(text, `${indent}${' '.repeat(10)}`)}`,
      ),
    ]);
  return [url, '', ...lines, '', summaryOf(outcomes)].join('\n');
}

/** The report for programs. */
export const jsonReport = (url: string, outcomes: readonly Outcome[]): string =>
  JSON.stringify({ url, holds: !hasShortfall(outcomes), rules: outcomes }, null, 2);

export const hasShortfall = (outcomes: readonly Outcome[]): boolean =>
  outcomes.some(({ result }) => result === 'falls-short');

const labels = { holds: 'ok', 'falls-short': 'FALLS SHORT', 'not-tried': 'not tried' } as const;
const labelWidth = Math.max(...Object.values(labels).map((label) => label.length));

/** Rules that wait for another one are counted alone. */
const isOfInterest = (outcome: Outcome): boolean =>
  outcome.result !== 'not-tried' || !outcome.reason.startsWith('needs the rule ');

const reasonOf = (outcome: Outcome): string => (outcome.result === 'not-tried' ? ` (${outcome.reason})` : '');

/** Lines of at most 80 characters, and of one word at least. */
const wrap = (text: string, indent: string): string =>
  (text.match(/\S.{0,78}\S(?=\s|$)|\S+/g) ?? []).join(`\n${indent}`);

function detailsOf(outcome: Outcome): [string, string][] {
  if (outcome.result !== 'falls-short') return [];
  const { sent, came, expected, change } = outcome;
  return [
    ['sent:', sent],
    ['came:', came],
    ['expected:', expected],
    ['change:', change],
  ];
}

function summaryOf(outcomes: readonly Outcome[]): string {
  const count = (result: Outcome['result']): number => outcomes.filter((each) => each.result === result).length;
  const [hold, fail, untried] = [count('holds'), count('falls-short'), count('not-tried')];
  return [
    `${rules(hold)} hold${hold === 1 ? 's' : ''}`,
    ...(fail > 0 ? [`${rules(fail)} fall${fail === 1 ? 's' : ''} short`] : []),
    ...(untried > 0 ? [`${rules(untried)} ${untried === 1 ? 'was' : 'were'} not tried`] : []),
  ].join(', ');
}

const rules = (number: number): string => `${number} ${number === 1 ? 'rule' : 'rules'}`;
