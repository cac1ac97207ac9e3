import { rightAnswers } from '../shared/right-answers.ts';

/** Values that the sandbox accepts, by field name. The national ids have valid check digits. */
export const defaultValues: Record<string, string> = {
  password: rightAnswers.password,
  rut: '12.345.678-5',
  cpf: '123.456.789-09',
  cnpj: '11.222.333/0001-81',
  documentNumber: 'AB123456',
};
