import { rightAnswers } from '../../shared/right-answers.ts';
import type { TestMode } from '../../shared/widget-api.ts';
import { namedScenarios } from './scenarios.ts';

/** Valid values for the fields beside user name and password, at any bank. */
const otherFields: [name: string, value: string][] = [
  ['rut', '12345678-5'],
  ['cpf', '123.456.789-09'],
  ['cnpj', '11.222.333/0001-81'],
  ['documentType', 'CC'],
  ['documentNumber', '1020304050'],
];

const { password, ...answers } = rightAnswers;

/** A form without a user name has only this way to be refused. */
const passwordFor = (name: string): string => (name === 'bad-password' ? `not-${password}` : password);

/** What the widget offers to fill in, so that nobody has to look up the names of the scenarios. */
export const testMode: TestMode = {
  scenarios: namedScenarios.map(({ name, label }) => ({
    label,
    values: [['user', name], ['password', passwordFor(name)], ...otherFields],
  })),
  ...answers,
};
