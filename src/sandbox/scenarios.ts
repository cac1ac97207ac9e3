import type { InstitutionSummary } from '../shared/widget-api.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../shared/widget-error.ts';

/** One thing that the fictional bank does before it says yes. */
export type BankStep =
  | { type: 'dawdle' }
  | { type: 'challenge'; channel: 'sms' | 'app' }
  | { type: 'refuse' }
  | { type: 'fail'; code: WidgetErrorCode };

/** What a set of credentials makes happen. */
export type Scenario = {
  steps: readonly BankStep[];
  /** The widget token ends as these credentials arrive, before the bank is asked. */
  expiresToken: boolean;
};

const password = 'araucaria';

/** The code that answers every challenge. */
export const oneTimeCode = '123456';

const refused: readonly BankStep[] = [{ type: 'refuse' }];

/** What each user name does; `error_<code>` comes on top. */
const steps: Record<string, readonly BankStep[]> = {
  ok: [],
  otp: [{ type: 'challenge', channel: 'sms' }],
  'otp-app': [{ type: 'challenge', channel: 'app' }],
  'bad-password': [{ type: 'refuse' }],
  locked: [{ type: 'fail', code: 'account-locked' }],
  'bank-down': [{ type: 'fail', code: 'institution-unavailable' }],
  slow: [{ type: 'dawdle' }],
  'expire-session': [],
};

/** What a bank does on top, whoever comes. */
const troubles: Record<InstitutionSummary['status'], readonly BankStep[]> = {
  ok: [],
  slow: [{ type: 'dawdle' }],
  down: [{ type: 'fail', code: 'institution-unavailable' }],
};

/**
 * Reads a user name such as `otp+slow`, at a bank of that state. Anything that is not a scenario is refused as
 * wrong credentials.
 */
export function scenarioFor(userName: string, givenPassword: string, bank: InstitutionSummary['status']): Scenario {
  const names = userName.trim().split('+');
  const chain = names.map(stepsOf);
  const understood = givenPassword === password && chain.every((link) => link !== null);
  return {
    steps: [...troubles[bank], ...(understood ? chain.flat() : refused)],
    expiresToken: understood && names.includes('expire-session'),
  };
}

function stepsOf(name: string): readonly BankStep[] | null {
  const code = /^error_(.+)$/.exec(name)?.[1];
  if (isWidgetErrorCode(code)) return [{ type: 'fail', code }];
  return Object.hasOwn(steps, name) ? (steps[name] ?? null) : null;
}
