import type { Frame } from '@playwright/test';
import { rightAnswers } from '../shared/right-answers.ts';
import { press } from './press.ts';

/** What is typed into the sandbox's forms, by the field's name. The national ids have the right check digits. */
const usual: Record<string, string> = {
  password: rightAnswers.password,
  rut: '12.345.678-5',
  cpf: '123.456.789-09',
  cnpj: '11.222.333/0001-81',
  documentNumber: 'AB123456',
};

/** Fills a bank's form in and sends it; of a list, the first choice is taken unless `credentials` names another. */
export async function fillIn(frame: Frame, credentials: Record<string, string>): Promise<void> {
  const form = frame.locator('credential-step form');
  for (const field of await form.locator('input[name], select[name]').all()) {
    const name = (await field.getAttribute('name')) ?? '';
    const value = credentials[name] ?? usual[name];
    if ((await field.evaluate(({ localName }) => localName)) === 'select') {
      await field.selectOption(value ?? { index: 1 });
    } else if (value === undefined) {
      throw new Error(`Expected credentials.${name}: the bank's form asks for it.`);
    } else await field.fill(value);
  }
  await press(form.locator('.primary'));
}

/** Gives the right answer to the challenge that is shown. One that is approved elsewhere takes none. */
export async function answerChallenge(frame: Frame): Promise<void> {
  const challenge = frame.locator('challenge-step');
  const code = challenge.locator('code-challenge input');
  const questions = challenge.locator('questions-challenge input');
  const choice = challenge.locator('choice-challenge input');
  if ((await challenge.locator('approval-challenge').count()) > 0) return;
  if ((await code.count()) > 0) await code.fill(rightAnswers.oneTimeCode);
  for (const question of await questions.all()) await question.fill(rightAnswers.securityQuestion);
  if ((await choice.count()) > 0) await press(choice.first());
  await press(challenge.locator('form .primary'));
}
