import type { Endpoint } from './endpoint.ts';

/** Something that a token endpoint has to do. */
export type Rule = {
  /** Its name in the report and for `--skip`. */
  name: string;
  /** What holds, as a sentence. */
  says: string;
  /** What to change where it does not. */
  change: string;
  /** What it can't be tried without. */
  needs?: Need;
  /** Throws a `Shortfall` where it does not hold, and `NotTried` where that can't be said. */
  try(endpoint: Endpoint): Promise<void> | void;
};

export type Need = keyof typeof needs;

/** Whether there is what a rule needs, and the words for where there is not. */
export const needs = {
  api: { isMet: ({ subject }: Endpoint) => subject.api !== null, missing: 'needs --api-port' },
  session: { isMet: ({ subject }: Endpoint) => Object.keys(subject.headers).length > 0, missing: 'needs --header' },
  foreignPage: { isMet: ({ subject }: Endpoint) => subject.origin !== null, missing: 'only with --origin' },
  ownPage: { isMet: ({ subject }: Endpoint) => subject.origin === null, missing: 'only without --origin' },
  repairable: {
    isMet: ({ repairableId }: Endpoint) => repairableId !== null,
    missing: 'needs --api-port, or --connection-id with the id of a connection in FAILED_AUTH',
  },
} as const;
