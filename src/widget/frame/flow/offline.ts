import type { Sending, UserEvent } from './event.ts';
import { isOffline, type State } from './state.ts';
import type { TransitionBuilder } from './transition-builder.ts';

/** Whether the event sends something to the bank in this state. */
export function sends(event: UserEvent, state: State): event is Sending {
  if (event.type === 'submit') return state.step === 'form';
  if (state.step !== 'challenge') return false;
  if (event.type === 'answer') return event.challengeId === state.challenge.id;
  return (event.type === 'extend' || event.type === 'resend') && state.request !== 'pending';
}

/** Keeps what the user did for when the network is back. The browser may be wrong, so that may be at once. */
export function hold(next: TransitionBuilder, unsent: Sending): void {
  // Nothing is sent behind a question or a cover.
  if (next.flow.isAsking || next.flow.isCovered) return;
  next.set({ unsent });
  next.do({ type: 'check-network' });
}

/** Finds out for the user whether the network is back. */
export function checkNetwork(next: TransitionBuilder): void {
  if (!isOffline(next.flow) || next.flow.network === 'checking') return;
  next.set({ network: 'checking' });
  next.do({ type: 'check-network' });
}
