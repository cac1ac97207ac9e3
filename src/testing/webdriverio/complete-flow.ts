import { rightAnswers } from '../../shared/right-answers.ts';
import { defaultValues } from '../default-values.ts';
import { findAll, findBank, findChoice, findFields, findUsable, type Look } from './frame-scripts.ts';
import type { WidgetDriver } from './widget-driver.ts';

/** How the flow ended. `refused`: the credential form is shown again. `failed`: the widget shows an error. */
export type Outcome = 'connected' | 'refused' | 'failed';

/** Completes the widget's steps, from the one that is shown to the bank's answer. */
export async function completeFlow(
  widget: WidgetDriver,
  bank: string,
  credentials: Record<string, string>,
): Promise<{ outcome: Outcome; step: Look }> {
  let sent = false;
  let step: Look | null = null;
  for (;;) {
    step = await widget.next(step);
    const { name, failed } = step;
    if (name === 'result-step') return { outcome: failed ? 'failed' : 'connected', step };
    if (name === 'credential-step') {
      if (sent) return { outcome: 'refused', step };
      sent = true;
    }
    await widget.act(step, () => complete(widget, name, bank, credentials));
  }
}

async function complete(
  widget: WidgetDriver,
  name: string,
  bank: string,
  credentials: Record<string, string>,
): Promise<void> {
  switch (name) {
    case 'institution-step':
      await widget.fill(await widget.inFrame(findUsable, '[role="combobox"]'), 'the search', bank);
      return widget.clickElement(await widget.inFrame(findBank, bank), `a bank of the name “${bank}”`);
    case 'consent-step':
      return widget.click('consent-step .primary');
    case 'credential-step':
      return fillIn(widget, credentials);
    case 'challenge-step':
      return answerChallenge(widget);
    default:
    // The request is under way; another step follows.
  }
}

async function fillIn(widget: WidgetDriver, credentials: Record<string, string>): Promise<void> {
  for (const { name, isSelect, element } of (await widget.inFrame(findFields)) ?? []) {
    const value = credentials[name] ?? defaultValues[name];
    if (isSelect) await widget.clickElement(await widget.inFrame(findChoice, name, value ?? ''), `a choice of ${name}`);
    else if (value === undefined) throw new Error(`Expected credentials.${name}: the bank's form asks for it.`);
    else await widget.fill(element, name, value);
  }
  await widget.click('credential-step form .primary');
}

/** Submits the right answer to the challenge that is shown. An approval needs none. */
async function answerChallenge(widget: WidgetDriver): Promise<void> {
  const find = (selector: string): Promise<Element | null> => widget.inFrame(findUsable, `challenge-step ${selector}`);
  if (await find('approval-challenge')) return;
  const code = await find('code-challenge input');
  // A complete code sends itself.
  if (code) return widget.fill(code, 'the code', rightAnswers.oneTimeCode);
  for (const question of (await widget.inFrame(findAll, 'questions-challenge input')) ?? []) {
    await widget.fill(question, 'the question', rightAnswers.securityQuestion);
  }
  const choice = await find('choice-challenge input');
  if (choice) await widget.clickElement(choice, 'a choice');
  await widget.click('challenge-step form .primary');
}
