import type { Challenge, Institution, InstitutionSummary, Session } from '../../../src/shared/widget-api.ts';
import type { FlowEvent } from '../../../src/widget/frame/flow/event.ts';
import type { Problem } from '../../../src/widget/frame/flow/failure.ts';
import type { Flow, State, Token } from '../../../src/widget/frame/flow/state.ts';

/** A bank with one text field and one password. */
export function bank(id: string): Institution {
  const label = { en: '', es: '', pt: '' };
  return {
    id,
    name: id,
    country: 'CL',
    status: 'ok',
    logo: null,
    fields: [
      { name: 'user', type: 'text', label },
      { name: 'password', type: 'password', label },
    ],
    forgotUserUrl: null,
    forgotPasswordUrl: null,
  };
}

/** A bank as the list has it: without its form. */
export function summary(id: string): InstitutionSummary {
  const { name, country, status, logo } = bank(id);
  return { id, name, country, status, logo };
}

export const token: Token = { token: 'token-1', connectionId: 'conn-1' };

export const credentials = { user: 'maria', password: 'secret' };

export const session: Session = {
  application: { name: 'Quilla', logo: null, termsUrl: null, privacyUrl: null, disconnectUrl: null },
  mode: 'connect',
  institution: null,
  expiresIn: 900,
  testMode: null,
};

export const recredential: Session = { ...session, mode: 'recredential', institution: bank('alerce') };

export const problems: Problem[] = [
  { code: 'internal-error', unanswered: true },
  { code: 'internal-error', unanswered: false },
  { code: 'token-expired', unanswered: false },
  { code: 'token-invalid', unanswered: false },
  { code: 'institution-unavailable', unanswered: false },
];

export const code: Challenge = {
  id: 'code-1',
  type: 'one-time-code',
  channel: 'sms',
  length: 6,
  sentTo: '••• 42',
  resendIn: 0,
  expiresIn: 120,
  extensionsLeft: 10,
};

export const approval: Challenge = {
  id: 'approval-1',
  type: 'approval',
  device: 'phone',
  expiresIn: 120,
  extensionsLeft: 10,
};

/** The number of the state in all samples. */
export const stateId = 7;

const institution = bank('alerce');
const attemptToken = 'attempt-1';
const submission = { id: stateId, institutionId: institution.id };

function flow(state: State, changes: Partial<Flow> = {}): Flow {
  return {
    options: { institution: null, newConnection: true, renewable: true },
    state,
    isAsking: false,
    isCovered: false,
    token,
    session: { status: 'open', session },
    network: 'online',
    unsent: null,
    drafts: new Map(),
    submissions: [],
    keyboardLosses: 0,
    stateId,
    ...changes,
  };
}

const form: State = { step: 'form', institution, triesLeft: null, dirty: false };
const challenge: State = {
  step: 'challenge',
  institution,
  attemptToken,
  challenge: code,
  request: 'idle',
  expired: false,
  draft: null,
};
const submitting: State = { step: 'submitting', institution, credentials, requested: true, renewed: false };
const atBank: State = {
  step: 'at-bank',
  institution,
  attemptToken,
  phase: 'waiting',
  challenge: null,
  answer: null,
};
const answering: State = { ...atBank, phase: 'answering', challenge: code, answer: { code: '123456' } };
const opening = { status: 'opening', requested: true, renewed: false } as const;

/** A flow in every state, and in those of its variants that behave in another way. */
export const flows = {
  'list at the start': flow({ step: 'list', untouched: true }, { session: opening }),
  'list at the start, without a token': flow(
    { step: 'list', untouched: true },
    { token: 'requested', session: { ...opening, requested: false } },
  ),
  'list at the start, the token failed': flow(
    { step: 'list', untouched: true },
    { token: 'missing', session: { ...opening, requested: false } },
  ),
  list: flow({ step: 'list', untouched: false }),
  'list, offline': flow(
    { step: 'list', untouched: true },
    { network: 'offline', session: { ...opening, requested: false } },
  ),
  'missing bank': flow({ step: 'missing', reported: false }),
  'missing bank, reported': flow({ step: 'missing', reported: true }),
  'opening at the start': flow({ step: 'opening', chosen: null, loading: false, loaded: null }, { session: opening }),
  'opening, a bank is preselected': flow(
    { step: 'opening', chosen: null, loading: true, loaded: null },
    { session: opening },
  ),
  'opening a chosen bank': flow({ step: 'opening', chosen: summary('alerce'), loading: true, loaded: null }),
  'opening a chosen bank, before the session': flow(
    { step: 'opening', chosen: summary('alerce'), loading: false, loaded: institution },
    { session: { ...opening, renewed: true } },
  ),
  consent: flow({ step: 'consent', institution }),
  form: flow(form),
  'form, something typed': flow({ ...form, dirty: true }),
  'form, covered': flow({ ...form, dirty: true }, { isCovered: true, keyboardLosses: 1 }),
  'form, taken twice': flow(form, { keyboardLosses: 2 }),
  'form of a repair': flow(form, { session: { status: 'open', session: recredential } }),
  'form, offline': flow({ ...form, dirty: true }, { network: 'offline' }),
  'form, unsent': flow({ ...form, dirty: true }, { network: 'offline', unsent: { type: 'submit', credentials } }),
  'form, unsent, the network is checked': flow(
    { ...form, dirty: true },
    { network: 'checking', unsent: { type: 'submit', credentials } },
  ),
  submitting: flow(submitting, { submissions: [submission] }),
  'submitting, the token is renewed': flow({ ...submitting, requested: false, renewed: true }, { token: 'requested' }),
  'submitting, the token failed': flow({ ...submitting, requested: false, renewed: true }, { token: 'missing' }),
  'submitting, offline before the token came': flow(
    { ...submitting, requested: false, renewed: true },
    { network: 'offline', token: 'missing' },
  ),
  'submitting, asked to leave': flow(submitting, { isAsking: true, submissions: [submission] }),
  'at the bank': flow(atBank, { submissions: [submission] }),
  'at the bank with an answer': flow(answering, { submissions: [submission] }),
  'at the bank, the answer may have arrived': flow({ ...answering, phase: 'unsure' }, { submissions: [submission] }),
  'at the bank, the answer is checked': flow(
    { ...answering, phase: 'checking', answer: null },
    { submissions: [submission] },
  ),
  'at the bank, offline': flow(atBank, { network: 'offline', submissions: [submission] }),
  challenge: flow(challenge, { submissions: [submission] }),
  'challenge, more time requested': flow({ ...challenge, request: 'pending' }, { submissions: [submission] }),
  'challenge, expired while more time is requested': flow(
    { ...challenge, request: 'pending', expired: true },
    { submissions: [submission] },
  ),
  'challenge, asked to leave': flow(challenge, { isAsking: true, submissions: [submission] }),
  'challenge, offline': flow(challenge, { network: 'offline', submissions: [submission] }),
  'challenge, unsent': flow(challenge, {
    network: 'offline',
    unsent: { type: 'answer', challengeId: code.id, answer: { code: '123456' } },
    submissions: [submission],
  }),
  'challenge, the request for more time is unsent': flow(challenge, {
    network: 'still-offline',
    unsent: { type: 'extend' },
    submissions: [submission],
  }),
  approval: flow({ ...challenge, challenge: approval }, { submissions: [submission] }),
  connected: flow({ step: 'connected', institution }),
  'failed at the start': flow(
    { step: 'failed', failure: 'internal-error', institution: null, asked: null },
    { session: { status: 'closed' } },
  ),
  'failed to open': flow({
    step: 'failed',
    failure: 'institution-unavailable',
    institution: summary('alerce'),
    asked: null,
  }),
  'failed at the bank': flow({ step: 'failed', failure: 'mfa-failed', institution, asked: 'approval' }),
  closed: flow({ step: 'closed' }, { token: 'missing', session: { status: 'closed' } }),
} satisfies Record<string, Flow>;

const refused = { code: 'institution-unavailable', unanswered: false } as const;
const expired = { code: 'token-expired', unanswered: false } as const;
const unanswered = { code: 'internal-error', unanswered: true } as const;

/** Every event, and those of its variants that lead elsewhere. */
export const events = {
  search: { type: 'search' },
  choose: { type: 'choose', institution: summary('quillay') },
  'not-listed': { type: 'not-listed' },
  'report-missing': { type: 'report-missing', name: ' Banco Sur ' },
  'report-missing without a name': { type: 'report-missing', name: ' ' },
  agree: { type: 'agree' },
  type: { type: 'type', dirty: true },
  submit: { type: 'submit', credentials },
  back: { type: 'back', credentials },
  answer: { type: 'answer', challengeId: code.id, answer: { code: '123456' } },
  'answer to another challenge': { type: 'answer', challengeId: 'code-0', answer: { code: '123456' } },
  extend: { type: 'extend' },
  resend: { type: 'resend' },
  expire: { type: 'expire', challengeId: code.id },
  'expire another challenge': { type: 'expire', challengeId: 'code-0' },
  'remedy: retry': { type: 'remedy', remedy: 'retry' },
  'remedy: other': { type: 'remedy', remedy: 'other' },
  leave: { type: 'leave' },
  stay: { type: 'stay' },
  exit: { type: 'exit' },
  resume: { type: 'resume' },
  edit: { type: 'edit' },
  'check-network': { type: 'check-network' },
  'network-checked': { type: 'network-checked' },
  online: { type: 'online' },
  offline: { type: 'offline' },
  token: { type: 'token', ...token },
  'token-failed': { type: 'token-failed' },
  'keyboard-taken': { type: 'keyboard-taken' },
  'host-leave': { type: 'host-leave' },
  'session-opened': { type: 'session-opened', session },
  'session-opened with a bank': { type: 'session-opened', session: { ...session, institution: bank('alerce') } },
  'session-opened for a repair': { type: 'session-opened', session: recredential },
  'session-failed': { type: 'session-failed', problem: refused },
  'session-failed: token expired': { type: 'session-failed', problem: expired },
  'institution-loaded': { type: 'institution-loaded', stateId, institution: bank('alerce') },
  'institution-failed': { type: 'institution-failed', stateId, problem: refused },
  'attempt-created': { type: 'attempt-created', stateId, attemptToken, attempt: { status: 'connecting' } },
  'attempt-created, given up': {
    type: 'attempt-created',
    stateId: stateId - 1,
    attemptToken: 'attempt-0',
    attempt: { status: 'connecting' },
  },
  'attempt-refused': { type: 'attempt-refused', stateId, problem: refused },
  'attempt-refused: token expired': { type: 'attempt-refused', stateId, problem: expired },
  'attempt-refused: unanswered': { type: 'attempt-refused', stateId, problem: unanswered },
  'attempt-changed: connecting': { type: 'attempt-changed', stateId, attempt: { status: 'connecting' } },
  'attempt-changed: challenge': { type: 'attempt-changed', stateId, attempt: { status: 'challenge', challenge: code } },
  'attempt-changed: challenge after a wrong answer': {
    type: 'attempt-changed',
    stateId,
    attempt: { status: 'challenge', challenge: { ...code, triesLeft: 2 } },
  },
  'attempt-changed: approval': {
    type: 'attempt-changed',
    stateId,
    attempt: { status: 'challenge', challenge: approval },
  },
  'attempt-changed: connected': {
    type: 'attempt-changed',
    stateId,
    attempt: { status: 'connected', connectionId: token.connectionId },
  },
  'attempt-changed: wrong credentials': {
    type: 'attempt-changed',
    stateId,
    attempt: { status: 'failed', code: 'invalid-credentials', triesLeft: 2 },
  },
  'attempt-changed: failed': {
    type: 'attempt-changed',
    stateId,
    attempt: { status: 'failed', code: 'account-locked', triesLeft: 0 },
  },
  'attempt-changed, of a former state': {
    type: 'attempt-changed',
    stateId: stateId - 1,
    attempt: { status: 'connected', connectionId: token.connectionId },
  },
  'attempt-lost': { type: 'attempt-lost', stateId, problem: refused },
  'attempt-lost: unanswered': { type: 'attempt-lost', stateId, problem: unanswered },
  'answer-failed': { type: 'answer-failed', stateId, problem: refused },
  'answer-failed: unanswered': { type: 'answer-failed', stateId, problem: unanswered },
  'challenge-changed': {
    type: 'challenge-changed',
    stateId,
    attempt: { status: 'challenge', challenge: { ...code, extensionsLeft: 9 } },
  },
  'challenge-changed: connected': {
    type: 'challenge-changed',
    stateId,
    attempt: { status: 'connected', connectionId: token.connectionId },
  },
  'challenge-failed': { type: 'challenge-failed', stateId, problem: refused },
  'challenge-failed: unanswered': { type: 'challenge-failed', stateId, problem: unanswered },
} satisfies Record<string, FlowEvent>;
