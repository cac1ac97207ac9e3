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
  const { frame } = widget;
  let sent = false;
  let step: ShownStep | null = null;
  for (;;) {
    step = await widget.next(step);
    switch (step.name) {
      case 'institution-step':
        await choose(frame, bank, widget.timeLeft);
        break;
      case 'consent-step':
        await reliableClick(frame.locator('consent-step .primary'));
        break;
      case 'credential-step':
        if (sent) return { outcome: 'refused', says: step.heading };
        await fillIn(frame, credentials);
        sent = true;
        break;
      case 'challenge-step':
        await answerChallenge(frame);
        break;
      case 'result-step':
        return { outcome: step.failed ? 'failed' : 'connected', says: step.heading };
      default:
      // The request is under way; another step follows.
    }
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
