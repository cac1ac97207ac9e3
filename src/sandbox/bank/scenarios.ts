import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { rightAnswers } from '../../shared/right-answers.ts';
import type { InstitutionSummary, LocalText } from '../../shared/widget-api.ts';
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

/** What happens for a user name. */
type NamedScenario = {
  /** What happens, for the list that a user of the sandbox chooses from. */
  label: LocalText;
  steps: readonly BankStep[];
};

/** What happens for each user name. In addition there is `error_<code>`. */
const scenarios: Record<string, NamedScenario> = {
  ok: { label: { en: 'Everything works', es: 'Todo funciona', pt: 'Tudo funciona' }, steps: [] },
  otp: {
    label: {
      en: 'Asks for a code by text message',
      es: 'Pide un código por SMS',
      pt: 'Pede um código por SMS',
    },
    steps: [challenge('sms')],
  },
  'otp-app': {
    label: { en: 'Asks for a code from an app', es: 'Pide un código de una app', pt: 'Pede um código de um app' },
    steps: [challenge('app')],
  },
  questions: {
    label: {
      en: 'Asks security questions',
      es: 'Hace preguntas de seguridad',
      pt: 'Faz perguntas de segurança',
    },
    steps: [challenge('questions')],
  },
  choice: {
    label: { en: 'Asks which phone to use', es: 'Pregunta qué teléfono usar', pt: 'Pergunta qual telefone usar' },
    steps: [challenge('phone')],
  },
  holder: {
    label: {
      en: 'Asks whose account it is',
      es: 'Pregunta de quién es la cuenta',
      pt: 'Pergunta de quem é a conta',
    },
    steps: [challenge('account-holder')],
  },
  approval: {
    label: {
      en: 'Asks for approval in the bank’s app',
      es: 'Pide aprobar en la app del banco',
      pt: 'Pede aprovação no app do banco',
    },
    steps: [challenge('approval')],
  },
  slow: { label: { en: 'The bank is slow', es: 'El banco tarda', pt: 'O banco demora' }, steps: [{ type: 'wait' }] },
  'bad-password': {
    label: { en: 'Wrong password', es: 'Contraseña incorrecta', pt: 'Senha incorreta' },
    steps: [{ type: 'refuse' }],
  },
  denial: {
    label: {
      en: 'Approval denied in the bank’s app',
      es: 'Se rechaza en la app del banco',
      pt: 'Recusado no app do banco',
    },
    steps: [challenge('denial')],
  },
  locked: {
    label: { en: 'The account is locked', es: 'La cuenta está bloqueada', pt: 'A conta está bloqueada' },
    steps: [{ type: 'fail', code: 'account-locked' }],
  },
  'bank-down': {
    label: { en: 'The bank isn’t responding', es: 'El banco no responde', pt: 'O banco não está respondendo' },
    steps: [{ type: 'fail', code: 'institution-unavailable' }],
  },
  'expire-session': {
    label: { en: 'The session expires', es: 'La sesión vence', pt: 'A sessão expira' },
    steps: [],
  },
};

/** Every user name with a scenario but `error_<code>`, and what happens for it. */
export const namedScenarios: readonly { name: string; label: LocalText }[] = Object.entries(scenarios).map(
  ([name, { label }]) => ({ name, label }),
);

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
  return Object.hasOwn(scenarios, name) ? (scenarios[name]?.steps ?? null) : null;
}
