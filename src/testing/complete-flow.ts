import type { Frame } from '@playwright/test';
import { answerChallenge, fillIn } from './fill-in.ts';
import { reliableClick } from './reliable-click.ts';
import type { OpenWidget, ShownStep } from './widget.ts';

/** How the flow ended. `refused`: the credential form is shown again. `failed`: the widget shows an error. */
export type Outcome = 'connected' | 'refused' | 'failed';

/** Completes the widget's steps, from the one that is shown to the bank's answer. `says`: the heading of the last step. */
export async function completeFlow(
  widget: OpenWidget,
  bank: string,
  credentials: Record<string, string>,
): Promise<{ outcome: Outcome; says: string }> {
  let sent = false;
  let step: ShownStep | null = null;
  for (;;) {
    step = await widget.next(step);
    if (step.name === 'result-step') return { outcome: step.failed ? 'failed' : 'connected', says: step.heading };
    if (step.name === 'credential-step') {
      if (sent) return { outcome: 'refused', says: step.heading };
      sent = true;
    }
    await complete(widget, step, bank, credentials).catch((error: unknown) => {
      // The page may have loaded again at the success that the step led to: `next` knows.
      if (!widget.frame.isDetached()) throw error;
    });
  }
}

async function complete(
  { frame, timeLeft }: OpenWidget,
  { name }: ShownStep,
  bank: string,
  credentials: Record<string, string>,
): Promise<void> {
  switch (name) {
    case 'institution-step':
      return choose(frame, bank, timeLeft);
    case 'consent-step':
      return reliableClick(frame.locator('consent-step .primary'));
    case 'credential-step':
      return fillIn(frame, credentials);
    case 'challenge-step':
      return answerChallenge(frame);
    default:
    // The request is under way; another step follows.
  }
}

async function choose(frame: Frame, bank: string, timeout: number): Promise<void> {
  await frame.getByRole('combobox').fill(bank);
  const name = frame.getByText(bank, { exact: true });
  const option = frame.getByRole('option').filter({ has: name }).first();
  await reliableClick(option, { timeout }).catch((cause: unknown) => {
    throw new Error(`Expected a bank of the name “${bank}” in the widget's list.`, { cause });
  });
}
