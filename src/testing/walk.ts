import type { Frame } from '@playwright/test';
import { answerChallenge, fillIn } from './fill-in.ts';
import { press } from './press.ts';
import type { OpenWidget, ShownStep } from './widget.ts';

/** How it ended: `refused` where the form asks again, `failed` where the widget tells what happened. */
export type Outcome = 'connected' | 'refused' | 'failed';

/** Goes through the widget's steps, from whichever it shows, to the bank's verdict, and tells what that step says. */
export async function walk(
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
        await press(frame.locator('consent-step .primary'));
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
      // The bank is asked; another step comes.
    }
  }
}

async function choose(frame: Frame, bank: string, timeout: number): Promise<void> {
  await frame.getByRole('combobox').fill(bank);
  const name = frame.getByText(bank, { exact: true });
  const option = frame.getByRole('option').filter({ has: name }).first();
  await press(option, { timeout }).catch((cause: unknown) => {
    throw new Error(`Expected a bank of the name “${bank}” in the widget's list.`, { cause });
  });
}
