import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import { draftOf } from './flow/drafts.ts';
import type { UserEvent } from './flow/event.ts';
import { remediesFor } from './flow/remedies.ts';
import { applicationOf, bankOf, hasTokenFailed, isAtBank, isOffline, isRecredential, type Flow } from './flow/state.ts';
import type { ChallengeProps } from './steps/challenge/challenge-step.ts';
import type { ConsentProps } from './steps/consent-step.ts';
import type { CredentialProps } from './steps/credentials/credential-step.ts';
import type { BarProps } from './bar.ts';
import type { InstitutionSearch } from './steps/institution/institution-search.ts';
import type { InstitutionProps } from './steps/institution/institution-step.ts';
import type { MissingProps } from './steps/missing-step.ts';
import type { ProgressProps } from './steps/progress-step.ts';
import type { ResultProps } from './steps/result/result-step.ts';
import type { WaitingProps } from './steps/waiting-step.ts';

/** Receives what the user does. */
type Dispatch = (event: UserEvent) => void;

/** The element of the step that a flow is at. A failed token request shows in place of the step. */
export function renderStep(flow: Flow, search: InstitutionSearch, dispatch: Dispatch): TemplateResult {
  if (hasTokenFailed(flow)) return renderResult(flow, isOffline(flow) ? 'offline' : 'token-failed', null, dispatch);
  const { state } = flow;
  const isRepair = isRecredential(flow);
  switch (state.step) {
    case 'list': {
      const props: InstitutionProps = {
        search,
        onSearch: () => dispatch({ type: 'search' }),
        onChoose: (institution) => dispatch({ type: 'choose', institution }),
        onMissing: () => dispatch({ type: 'not-listed' }),
      };
      return html`<institution-step .props=${props}></institution-step>`;
    }
    case 'missing': {
      const props: MissingProps = {
        applicationName: applicationOf(flow)?.name,
        query: search.query.text,
        isReported: state.reported,
        onReport: (name) => dispatch({ type: 'report-missing', name }),
        onOther: () => dispatch({ type: 'back' }),
        onLeave: () => dispatch({ type: 'exit' }),
      };
      return html`<missing-step .props=${props}></missing-step>`;
    }
    case 'opening': {
      const props: WaitingProps = { bank: state.chosen?.name };
      return html`<waiting-step .props=${props}></waiting-step>`;
    }
    case 'consent': {
      const application = applicationOf(flow);
      // The session is open when a step after the list is shown.
      if (!application) return html``;
      const props: ConsentProps = {
        institution: state.institution,
        application,
        onAgree: () => dispatch({ type: 'agree' }),
      };
      return html`<consent-step .props=${props}></consent-step>`;
    }
    case 'form': {
      const props: CredentialProps = {
        institution: state.institution,
        applicationName: applicationOf(flow)?.name ?? '',
        draft: draftOf(flow.drafts, state.institution),
        triesLeft: state.triesLeft,
        isRepair,
        onSend: (credentials) => dispatch({ type: 'submit', credentials }),
        onTyped: (dirty) => dispatch({ type: 'type', dirty }),
      };
      return html`<credential-step .props=${props}></credential-step>`;
    }
    case 'submitting':
    case 'at-bank': {
      const { institution } = state;
      const phase = state.step === 'submitting' ? 'sending' : state.phase;
      const props: ProgressProps = { institution, phase, isRepair };
      return html`<progress-step .props=${props}></progress-step>`;
    }
    case 'challenge': {
      const { challenge, institution, request, draft } = state;
      const props: ChallengeProps = {
        institution,
        challenge,
        draft,
        isOffline: isOffline(flow),
        requestFailed: request === 'unanswered',
        onAnswer: (answer) => dispatch({ type: 'answer', challengeId: challenge.id, answer }),
        onExtend: () => dispatch({ type: 'extend' }),
        onResend: () => dispatch({ type: 'resend' }),
        onExpire: () => dispatch({ type: 'expire', challengeId: challenge.id }),
      };
      // A new element for each challenge: the next one has its own time limit.
      return html`${keyed(challenge.id, html`<challenge-step .props=${props}></challenge-step>`)}`;
    }
    case 'connected':
      return renderResult(flow, null, state.institution, dispatch);
    case 'failed':
      return renderResult(flow, state.failure, state.institution, dispatch);
    default:
      return html``;
  }
}

/** What the bar shows of a flow. */
export function barOf(flow: Flow): Pick<BarProps, 'application' | 'bank' | 'part'> {
  return {
    application: applicationOf(flow) ?? null,
    bank: bankOf(flow),
    part: partOf(flow),
  };
}

function partOf(flow: Flow): number | null {
  const { state } = flow;
  if (isRecredential(flow) || hasTokenFailed(flow)) return null;
  if (state.step === 'list' || state.step === 'missing' || (state.step === 'opening' && state.chosen)) return 1;
  if (state.step === 'consent') return 2;
  return state.step === 'form' || isAtBank(state) ? 3 : null;
}

function renderResult(
  flow: Flow,
  failure: ResultProps['failure'],
  bank: Institution | InstitutionSummary | null,
  dispatch: Dispatch,
): TemplateResult {
  const { renewable } = flow.options;
  const choice = !isRecredential(flow) && bank !== null;
  const props: ResultProps = {
    failure,
    remedies: failure ? remediesFor(failure, { choice, renewable }) : [],
    isRepair: isRecredential(flow),
    reached: bank === null ? 'start' : 'fields' in bank ? 'form' : 'bank',
    asked: flow.state.step === 'failed' ? flow.state.asked : null,
    bank: bank?.name,
    applicationName: applicationOf(flow)?.name,
    helpUrl: (bank && 'fields' in bank && bank.forgotPasswordUrl) || null,
    onRemedy: (remedy) => dispatch({ type: 'remedy', remedy }),
    onLeave: () => dispatch({ type: 'exit' }),
  };
  return html`<result-step .props=${props}></result-step>`;
}
