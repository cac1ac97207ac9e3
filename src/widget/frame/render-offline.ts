import { nothing, type TemplateResult } from 'lit';
import type { UserEvent } from './flow/event.ts';
import { bankOf, hasTokenFailed, isOffline, type Flow } from './flow/state.ts';
import { offlineNotice, type OfflineProps } from './steps/offline-notice.ts';

/** What a user without a network reads at the top of a step. */
export function renderOffline(flow: Flow, dispatch: (event: UserEvent) => void): TemplateResult | typeof nothing {
  const { state, network } = flow;
  // A result needs no network, and a failed token request says it in place of the step.
  if (!isOffline(flow) || hasTokenFailed(flow) || state.step === 'failed' || state.step === 'connected') return nothing;
  return offlineNotice({
    effect: effectOf(flow),
    check: network === 'checking' ? 'under-way' : network === 'still-offline' ? 'failed' : 'idle',
    bank: bankOf(flow)?.name,
    onCheck: () => dispatch({ type: 'check-network' }),
  });
}

function effectOf({ state, unsent }: Flow): OfflineProps['effect'] {
  if (unsent) return 'unsent';
  switch (state.step) {
    case 'list':
    case 'opening':
      return 'waiting';
    case 'submitting':
      return state.requested ? 'unsure' : 'unsent';
    case 'at-bank':
      return state.phase === 'answering' || state.phase === 'unsure' ? 'unsure' : 'bank';
    case 'challenge':
      return state.challenge.type === 'approval' ? 'bank' : 'nothing';
    default:
      return 'nothing';
  }
}
