/** What is looked at. */
export type Area = 'environment' | 'endpoint' | 'script' | 'frame';

/** One thing that a diagnosis found. */
export type Finding = {
  area: Area;
  /** `unknown`: the browser does not tell a page whether this is right. */
  outcome: 'good' | 'problem' | 'unknown';
  /** What was found, in a sentence or two, in English. It has no token, no key and no query of a URL. */
  says: string;
  /** What to add or change, where that is known: a line of code, a header, or a command. */
  change?: string;
};

/** Makes findings of an area. */
export function findingsOf(area: Area): Record<Finding['outcome'], (says: string, change?: string) => Finding> {
  const make =
    (outcome: Finding['outcome']) =>
    (says: string, change?: string): Finding => ({ area, outcome, says, ...(change && { change }) });
  return { good: make('good'), problem: make('problem'), unknown: make('unknown') };
}
