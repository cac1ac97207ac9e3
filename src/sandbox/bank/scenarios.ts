import { rightAnswers } from '../../shared/right-answers.ts';
import type { InstitutionSummary } from '../../shared/widget-api.ts';
import { isWidgetErrorCode, type WidgetErrorCode } from '../../shared/widget-error.ts';
import type { ChallengeKind } from './challenges.ts';
import type { SandboxInstitution } from '../institutions/institution.ts';
import { bare } from '../../shared/bare.ts';

/** One thing that the fictional bank does before it says yes. */
export type BankStep =
  | { type: 'dawdle' }
  | { type: 'challenge'; kind: ChallengeKind }
  | { type: 'refuse' }
  | { type: 'fail'; code: WidgetErrorCode };

/** What a set of credentials makes happen. */
export type Scenario = {
  steps: readonly BankStep[];
  /** The widget token ends as these credentials arrive, before the bank is asked. */
  expiresToken: boolean;
};

const refused: readonly BankStep[] = [{ type: 'refuse' }];

const challenge = (kind: ChallengeKind): BankStep => ({ type: 'challenge', kind });

/** What each user name does; `error_<code>` comes on top. */
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
 * What a bank makes of checked credentials. The user name is read as scenarios, such as `otp+slow`; a bank whose form
 * has none plays `ok`. Anything that is not a scenario is refused as wrong credentials.
 */
export function scenarioFor(credentials: Record<string, string>, bank: SandboxInstitution): Scenario {
  const { user = 'ok', password } = bare(credentials);
  const names = user.trim().split('+');
  const chain = names.map(stepsOf);
  const understood = password === rightAnswers.password && chain.every((link) => link !== null);
  const asked = [...bank.challenges.map(challenge), ...chain.flatMap((link) => link ?? [])];
  return {
    steps: [...troubles[bank.status], ...(understood ? asked : refused)],
    expiresToken: understood && names.includes('expire-session'),
  };
}

function stepsOf(name: string): readonly BankStep[] | null {
  const code = /^error_(.+)$/.exec(name)?.[1];
  if (isWidgetErrorCode(code)) return [{ type: 'fail', code }];
  return Object.hasOwn(steps, name) ? (steps[name] ?? null) : null;
}
