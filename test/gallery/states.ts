import { testMode } from '../../src/sandbox/bank/test-mode.ts';
import { codeQuestion, questions, type Question } from '../../src/sandbox/bank/challenges.ts';
import { summaryOf, withFields, type SandboxInstitution } from '../../src/sandbox/institutions/institution.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';
import type { Challenge, Institution, InstitutionSummary, Session } from '../../src/shared/widget-api.ts';
import { widgetErrors, type WidgetErrorCode } from '../../src/shared/widget-error.ts';
import type { Answer } from '../../src/widget/frame/steps/challenge/answer.ts';
import type { Failure } from '../../src/widget/frame/flow/failure.ts';
import type { BankPhase, Flow, State } from '../../src/widget/frame/flow/state.ts';

/** Something that the user does in a step, which the step itself keeps; or something to wait for. Selectors of the frame. */
export type Action = { fill: string; text: string } | { press: string } | { see: string };

/** Something that the widget can show: a flow, and what the user did in its step. */
export type WidgetState = { group: string; flow: Flow; actions?: readonly Action[] };

function sandboxBank(id: string): SandboxInstitution {
  const found = scenarioBanks.find((each) => each.id === id);
  if (!found) throw new Error(`Expected a bank of the sandbox; got "${id}".`);
  return found;
}

/** A bank of the sandbox. */
const bank = (id: string): Institution => withFields(sandboxBank(id));

const alerce = bank('banco-alerce');
const logo =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="rgb(28,79,214)"/><path d="M20.5 7.5a9 9 0 1 0 4 13.5 7.5 7.5 0 1 1-4-13.5z" fill="white"/></svg>';

const session: Session = {
  application: {
    name: 'Quilla',
    logo,
    termsUrl: null,
    privacyUrl: null,
    disconnectUrl: 'https://quilla.example/banks',
  },
  mode: 'connect',
  institution: null,
  expiresIn: 900,
  testMode: null,
};
/** As long as its form is not loaded. */
const alerceInList = summaryOf(sandboxBank('banco-alerce'));
const attemptToken = 'gallery';
const credentials = {};

function flow(state: State, changes: Partial<Flow> = {}): Flow {
  return {
    options: { institution: null, newConnection: true, renewable: true },
    state,
    isAsking: false,
    isCovered: false,
    token: { token: 'gallery', connectionId: 'gallery' },
    session: { status: 'open', session },
    network: 'online',
    unsent: null,
    drafts: new Map(),
    submissions: [],
    keyboardLosses: 0,
    stateId: 1,
    ...changes,
  };
}

const list = (actions?: readonly Action[]): WidgetState => ({
  group: 'Bank list',
  flow: flow({ step: 'list', untouched: true }),
  ...(actions && { actions }),
});

const missing = (reported: boolean): WidgetState => ({
  group: 'Bank list',
  flow: flow({ step: 'missing', reported }),
});

const opening = (chosen: InstitutionSummary | null): WidgetState => ({
  group: 'Consent',
  flow: flow({ step: 'opening', chosen, loading: true, loaded: null }),
});

const consent = (institution: Institution, pages: Partial<Session['application']> = {}): WidgetState => {
  const application = { ...session.application, ...pages };
  return {
    group: 'Consent',
    flow: flow({ step: 'consent', institution }, { session: { status: 'open', session: { ...session, application } } }),
  };
};

type FormChanges = { triesLeft?: number; typed?: string; flow?: Partial<Flow> };

/** A bank's form. `typed` is the user name that was typed before. */
function form(institution: Institution, actions: readonly Action[] = [], changes: FormChanges = {}): WidgetState {
  const { triesLeft = null, typed } = changes;
  const drafts = new Map(typed === undefined ? [] : [[institution.id, new Map([['user', typed]])]]);
  const state = { step: 'form', institution, triesLeft, dirty: typed !== undefined } as const;
  return { group: 'Form', flow: flow(state, { drafts, ...changes.flow }), actions };
}

const offline = { network: 'offline' } as const;

function atBank(
  institution: Institution,
  phase: BankPhase = 'waiting',
  actions: readonly Action[] = [],
  changes: Partial<Flow> = {},
): WidgetState {
  const state = { step: 'at-bank', institution, attemptToken, phase, challenge: null, answer: null } as const;
  return { group: 'Waiting for the bank', flow: flow(state, changes), actions };
}

const sending = (changes: Partial<Flow> = {}): WidgetState => ({
  group: 'Waiting for the bank',
  flow: flow({ step: 'submitting', institution: alerce, credentials, requested: true, renewed: false }, changes),
});

type ChallengeChanges = Partial<Pick<Challenge, 'expiresIn' | 'triesLeft'>> & {
  request?: 'idle' | 'unanswered';
  draft?: Answer;
  flow?: Partial<Flow>;
};

function challenge(
  question: Question,
  actions: readonly Action[] = [],
  { request = 'idle', draft, flow: changes, ...given }: ChallengeChanges = {},
): WidgetState {
  const limits = { id: 'gallery', expiresIn: 120, extensionsLeft: 10, ...given };
  const whole: Challenge =
    question.type === 'one-time-code'
      ? { ...limits, ...question, resendIn: question.channel === 'sms' ? 30 : null }
      : { ...limits, ...question };
  const state = { step: 'challenge', institution: alerce, attemptToken, challenge: whole, request } as const;
  return { group: 'Challenge', flow: flow({ ...state, expired: false, draft: draft ?? null }, changes), actions };
}

/** The same state in a sandbox, once the code for it is there. */
function inTestMode({ flow: shown, ...state }: WidgetState, actions: readonly Action[] = []): WidgetState {
  const sandbox: Partial<Flow> = { session: { status: 'open', session: { ...session, testMode } } };
  return { ...state, flow: { ...shown, ...sandbox }, actions: [{ see: 'test-mode-bar aside' }, ...actions] };
}

const failed = (
  failure: Failure,
  asked: Challenge['type'] | null = null,
  institution: Institution | InstitutionSummary | null = alerce,
): WidgetState => ({
  group: 'Result',
  flow: flow({ step: 'failed', failure, institution, asked }),
});

/** A run that repairs a connection. */
const repair: Partial<Flow> = {
  session: {
    status: 'open',
    session: { ...session, mode: 'recredential', institution: alerce },
  },
};

/** A user sent the form without a network. */
const unsent = { ...offline, unsent: { type: 'submit', credentials } } as const;

// The host's page hears of it, and the frame shows nothing.
type ShownCode = Exclude<WidgetErrorCode, 'institution-not-listed'>;
const isShown = (error: string): error is ShownCode =>
  Object.hasOwn(widgetErrors, error) && error !== 'institution-not-listed';

/** One failure for each code that the widget shows. */
const failures = Object.fromEntries(
  Object.keys(widgetErrors)
    .filter(isShown)
    .map((error) => [`failed-${error}`, failed(error)]),
) as Record<`failed-${ShownCode}`, WidgetState>;

const submit = (step: string): Action[] => [
  { press: `${step} form .primary` },
  { see: `${step} .error:not([hidden]):not(:empty)` },
];

/** Everything that the widget can show. The gallery, the pictures and the visual tests have no other list. */
export const widgetStates = {
  list: list(),
  search: list([{ fill: '#search', text: 'la' }, { see: 'mark' }]),
  'search-none': list([{ fill: '#search', text: 'zzzzqqq' }, { see: '.empty' }]),
  'list-filter': list([{ press: '.filter-button' }, { see: '#country' }]),
  'list-failed': list([{ fill: '#search', text: 'offline' }, { see: '[role="alert"]' }]),
  'list-offline': { group: 'Bank list', flow: flow({ step: 'list', untouched: true }, offline) },
  missing: missing(false),
  'missing-reported': missing(true),
  loading: opening(null),
  opening: opening(alerce),
  consent: consent(alerce),
  'consent-links': consent(alerce, {
    termsUrl: 'https://quilla.example/terms',
    privacyUrl: 'https://quilla.example/privacy',
  }),
  'consent-no-links': consent(alerce, { disconnectUrl: null }),
  'consent-slow': consent(bank('banco-tepa')),
  'consent-down': consent(bank('banco-raudal')),
  form: form(alerce),
  'form-missing': form(bank('caja-quillay'), submit('credential-step')),
  'form-rut-wrong': form(bank('banco-maiten'), [
    { fill: '[name="rut"]', text: '12.345.678-4' },
    ...submit('credential-step'),
  ]),
  'form-hint': form(bank('caja-quillay'), [{ fill: '[name="user"]', text: 'ok ' }, { see: '.hint:not(:empty)' }]),
  'form-select': form(bank('banco-guadua')),
  'form-company': form(bank('ipe-empresas')),
  'form-refused': form(alerce, [], { triesLeft: 4, typed: 'bad-password' }),
  'form-offline': form(alerce, [], { typed: 'ok', flow: unsent }),
  'form-still-offline': form(alerce, [], { typed: 'ok', flow: { ...unsent, network: 'still-offline' } }),
  'form-repair': form(alerce, [], { flow: repair }),
  'form-repair-rut': form(bank('banco-maiten'), [], { flow: repair }),
  'form-test-mode': inTestMode(form(alerce)),
  'keyboard-taken': form(alerce, [], { typed: 'ok', flow: { isCovered: true, keyboardLosses: 1 } }),
  leaving: form(alerce, [], { typed: 'ok', flow: { isAsking: true } }),
  sending: sending(),
  'sending-offline': sending(offline),
  progress: atBank(alerce),
  'progress-offline': atBank(alerce, 'waiting', [], offline),
  'progress-repair': atBank(alerce, 'waiting', [], repair),
  'progress-slow': atBank(bank('banco-tepa'), 'waiting', [{ see: '.hint:not(:empty)' }]),
  answering: atBank(alerce, 'answering'),
  'answer-unsure': atBank(alerce, 'unsure', [], offline),
  checking: atBank(alerce, 'checking'),
  'code-sms': challenge(codeQuestion('sms')),
  'code-app': challenge(codeQuestion('app')),
  'code-test-mode': inTestMode(challenge(codeQuestion('sms'))),
  'code-wrong': challenge(codeQuestion('sms'), [{ see: '#code-error:not([hidden])' }], { triesLeft: 4 }),
  'code-last-minute': challenge(codeQuestion('sms'), [], { expiresIn: 50 }),
  'code-unanswered': challenge(codeQuestion('sms'), [], { expiresIn: 50, request: 'unanswered' }),
  'code-offline': challenge(
    codeQuestion('sms'),
    [{ fill: '#code', text: '123456' }, { press: 'code-challenge .primary' }, { see: '.offline .secondary' }],
    { flow: offline },
  ),
  'code-lost': challenge(codeQuestion('sms'), [], { draft: { code: '123456' } }),
  questions: challenge(questions.questions),
  'questions-test-mode': inTestMode(challenge(questions.questions)),
  'questions-missing': challenge(questions.questions, submit('questions-challenge')),
  'questions-wrong': challenge(questions.questions, [], { triesLeft: 4 }),
  choice: challenge(questions.phone),
  'choice-missing': challenge(questions['account-holder'], submit('choice-challenge')),
  approval: challenge(questions.approval),
  'approval-offline': challenge(questions.approval, [], { flow: offline }),
  connected: { group: 'Result', flow: flow({ step: 'connected', institution: alerce }) },
  reconnected: { group: 'Result', flow: flow({ step: 'connected', institution: alerce }, repair) },
  ...failures,
  'failed-token-request': {
    group: 'Result',
    flow: flow(
      { step: 'list', untouched: true },
      { token: 'missing', session: { status: 'opening', requested: false, renewed: false } },
    ),
  },
  'failed-offline': {
    group: 'Result',
    flow: flow(
      { step: 'list', untouched: true },
      { ...offline, token: 'missing', session: { status: 'opening', requested: false, renewed: false } },
    ),
  },
  'failed-outcome-unknown': failed('outcome-unknown'),
  'failed-start': failed('internal-error', null, null),
  'failed-opening': failed('internal-error', null, alerceInList),
  'late-code': failed('mfa-timeout', 'one-time-code'),
  'late-questions': failed('mfa-timeout', 'questions'),
  'late-approval': failed('mfa-timeout', 'approval'),
  'refused-code': failed('mfa-failed', 'one-time-code'),
  'refused-questions': failed('mfa-failed', 'questions'),
  'refused-approval': failed('mfa-failed', 'approval'),
} satisfies Record<string, WidgetState>;

/** The name of a state in the list. */
export type WidgetStateName = keyof typeof widgetStates;

/** Whether there is a state of that name. */
export const isWidgetState = (name: string): name is WidgetStateName => Object.hasOwn(widgetStates, name);
