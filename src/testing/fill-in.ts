import type { Frame } from '@playwright/test';
import { rightAnswers } from '../shared/right-answers.ts';
import { reliableClick } from './reliable-click.ts';

/** Values that the sandbox accepts, by field name. The national ids have valid check digits. */
const defaultValues: Record<string, string> = {
  password: rightAnswers.password,
  rut: '12.345.678-5',
  cpf: '123.456.789-09',
  cnpj: '11.222.333/0001-81',
  documentNumber: 'AB123456',
};

/** Fills in and submits a bank's form. A select field gets its first option unless `credentials` names another. */
export async function fillIn(frame: Frame, credentials: Record<string, string>): Promise<void> {
  const form = frame.locator('credential-step form');
  for (const field of await form.locator('input[name], select[name]').all()) {
    const name = (await field.getAttribute('name')) ?? '';
    const value = credentials[name] ?? defaultValues[name];
    if ((await field.evaluate(({ localName }) => localName)) === 'select') {
      await field.selectOption(value ?? { index: 1 });
    } else if (value === undefined) {
      throw new Error(`Expected credentials.${name}: the bank's form asks for it.`);
    } else await field.fill(value);
  }
  await reliableClick(form.locator('.primary'));
}

/** Submits the right answer to the challenge that is shown. An approval challenge needs none. */
export async function answerChallenge(frame: Frame): Promise<void> {
  const challenge = frame.locator('challenge-step');
  const code = challenge.locator('code-challenge input');
  const questions = challenge.locator('questions-challenge input');
  const choice = challenge.locator('choice-challenge input');
  if ((await challenge.locator('approval-challenge').count()) > 0) return;
  // A complete code sends itself.
  if ((await code.count()) > 0) return code.fill(rightAnswers.oneTimeCode);
  for (const question of await questions.all()) await question.fill(rightAnswers.securityQuestion);
  if ((await choice.count()) > 0) await reliableClick(choice.first());
  await reliableClick(challenge.locator('form .primary'));
}
