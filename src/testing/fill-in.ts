import type { Frame } from '@playwright/test';
import { rightAnswers } from '../shared/right-answers.ts';
import { defaultValues } from './default-values.ts';
import { reliableClick } from './reliable-click.ts';

/**
 * Fills in and submits a bank's form. A select field gets its first option unless `credentials` names another. `timeout`:
 * in ms, for each wait.
 */
export async function fillIn(frame: Frame, credentials: Record<string, string>, timeout: number): Promise<void> {
  const form = frame.locator('credential-step form');
  for (const field of await form.locator('input[name], select[name]').all()) {
    const name = (await field.getAttribute('name', { timeout })) ?? '';
    const value = credentials[name] ?? defaultValues[name];
    if ((await field.evaluate(({ localName }) => localName, undefined, { timeout })) === 'select') {
      await field.selectOption(value ?? { index: 1 }, { timeout });
    } else if (value === undefined) {
      throw new Error(`Expected credentials.${name}: the bank's form asks for it.`);
    } else await field.fill(value, { timeout });
  }
  await reliableClick(form.locator('.primary'), { timeout });
}

/** Submits the right answer to the challenge that is shown. An approval challenge needs none. `timeout`: as above. */
export async function answerChallenge(frame: Frame, timeout: number): Promise<void> {
  const challenge = frame.locator('challenge-step');
  const code = challenge.locator('code-challenge input');
  const questions = challenge.locator('questions-challenge input');
  const choice = challenge.locator('choice-challenge input');
  if ((await challenge.locator('approval-challenge').count()) > 0) return;
  // A complete code sends itself.
  if ((await code.count()) > 0) return code.fill(rightAnswers.oneTimeCode, { timeout });
  for (const question of await questions.all()) await question.fill(rightAnswers.securityQuestion, { timeout });
  if ((await choice.count()) > 0) await reliableClick(choice.first(), { timeout });
  await reliableClick(challenge.locator('form .primary'), { timeout });
}
