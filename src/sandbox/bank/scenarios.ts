import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { rightAnswers } from '../../shared/right-answers.ts';
import type { InstitutionSummary } from '../../shared/widget-api.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../../shared/widget-error.ts';
import type { ChallengeKind, SandboxInstitution } from '../institutions/institution.ts';

/** One step of the fictional bank, before it accepts. */
export type BankStep =
  | { type: 'wait' }
  | { type: 'challenge'; kind: ChallengeKind }
  | { type: 'refuse' }
  | { type: 'fail'; code: WidgetErrorCode };

/** What happens for given credentials. */
export type Scenario = {
  steps: readonly BankStep[];
  /** Whether the widget token expires when the credentials arrive, before the bank is contacted. */
  expiresToken: boolean;
};

const refused: readonly BankStep[] = [{ type: 'refuse' }];

const challenge = (kind: ChallengeKind): BankStep => ({ type: 'challenge', kind });

/** The steps of each user name. In addition there is `error_<code>`. */
const steps: Record<string, readonly BankStep[]> = {
  ok: [],
  otp: [challenge('sms')],
  'otp-app': [challenge('app')],
  questions: [challenge('questions')],
  choice: [challenge('phone')],
  holder: [challenge('account-holder')],
  approval: [challenge('approval')],
  denial: [challenge('denial')],
  'bad-password': [{ type: 'refuse' }],
  locked: [{ type: 'fail', code: 'account-locked' }],
  'bank-down': [{ type: 'fail', code: 'institution-unavailable' }],
  slow: [{ type: 'wait' }],
  'expire-session': [],
};

/** Every scenario but `error_<code>`. */
export const scenarioNames: readonly string[] = Object.keys(steps);

/** Extra steps by bank status. */
const extraSteps: Record<InstitutionSummary['status'], readonly BankStep[]> = {
  ok: [],
  slow: [{ type: 'wait' }],
  down: [{ type: 'fail', code: 'institution-unavailable' }],
};

/**
 * The scenario for checked credentials. The user name consists of scenarios, such as `otp+slow`; a form without a user name
 * is `ok`. The bank refuses the credentials if a part of the user name is not a scenario.
 */
export function scenarioFor(credentials: Record<string, string>, bank: SandboxInstitution): Scenario {
  const { user = 'ok', password } = withoutPrototype(credentials);
  const names = user.trim().split('+');
  const chain = names.map(stepsOf);
  const isKnown = password === rightAnswers.password && chain.every((link) => link !== null);
  const accepted = [...bank.challenges.map(challenge), ...chain.flatMap((link) => link ?? [])];
  return {
    steps: [...extraSteps[bank.status], ...(isKnown ? accepted : refused)],
    expiresToken: isKnown && names.includes('expire-session'),
  };
}

function stepsOf(name: string): readonly BankStep[] | null {
  const code = /^error_(.+)$/.exec(name)?.[1];
  if (isWidgetErrorCode(code)) return [{ type: 'fail', code }];
  return Object.hasOwn(steps, name) ? (steps[name] ?? null) : null;
}
