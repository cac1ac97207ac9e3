import type { Frame } from '@playwright/test';
import { answerChallenge, fillIn } from './fill-in.ts';
import { reliableClick } from './reliable-click.ts';
import type { OpenWidget, ShownStep, StepName } from './widget.ts';

/** How the flow ended. `refused`: the credential form is shown again. `failed`: the widget shows an error. */
export type Outcome = 'connected' | 'refused' | 'failed';

/** What the widget shows at the end of a flow: the last step's heading, and what it says of an error. */
export type FlowEnd = { outcome: Outcome; says: string; text: string };

/** Completes the widget's steps, from the one that is shown to the bank's answer. */
export async function completeFlow(
  widget: OpenWidget,
  bank: string,
  credentials: Record<string, string>,
): Promise<FlowEnd> {
  let sent = false;
  let step: ShownStep | null = null;
  for (;;) {
    step = await widget.next(step);
    const { name, heading: says, text, failed } = step;
    if (name === 'result-step') return { outcome: failed ? 'failed' : 'connected', says, text };
    if (name === 'credential-step') {
      if (sent) return { outcome: 'refused', says, text };
      sent = true;
    }
    await widget
      .act(step, (timeout) => complete(widget.frame, name, bank, credentials, timeout))
      .catch((cause: unknown) => {
        if (name !== 'institution-step') throw cause;
        throw new Error(`Expected a bank of the name “${bank}” in the widget's list.`, { cause });
      });
  }
}

async function complete(
  frame: Frame,
  name: StepName,
  bank: string,
  credentials: Record<string, string>,
  timeout: number,
): Promise<void> {
  switch (name) {
    case 'institution-step':
      return choose(frame, bank, timeout);
    case 'consent-step':
      return reliableClick(frame.locator('consent-step .primary'), { timeout });
    case 'credential-step':
      return fillIn(frame, credentials, timeout);
    case 'challenge-step':
      return answerChallenge(frame, timeout);
    default:
    // The request is under way; another step follows.
  }
}

async function choose(frame: Frame, bank: string, timeout: number): Promise<void> {
  await frame.getByRole('combobox').fill(bank, { timeout });
  const name = frame.getByText(bank, { exact: true });
  await reliableClick(frame.getByRole('option').filter({ has: name }).first(), { timeout });
}
