import * as cnpj from '@fnando/cnpj';
import * as cpf from '@fnando/cpf';
import * as rut from 'rut.js';

/** A national id as `CredentialField.type` names it. */
export type NationalIdType = 'rut' | 'cpf' | 'cnpj';

/** What can be done with a national id. */
type NationalId = {
  /** As people write it: `12.345.678-5`. Unfinished ones are left alone. */
  format(text: string): string;
  /** As it is sent: without dots, slashes, blanks, and hyphens and dashes of every kind. */
  strip(text: string): string;
  /** Whether the check digits are right, in whatever form it is written. */
  isValid(text: string): boolean;
};

const strip = (text: string): string => text.replaceAll(/[\s./\p{Pd}]/gu, '').toUpperCase();

/** Chile's RUT, and Brazil's CPF and CNPJ (which has letters since July 2026). */
export const nationalIds: Record<NationalIdType, NationalId> = {
  rut: {
    format: (text) => (rut.validate(strip(text)) ? rut.format(strip(text)) : text),
    strip,
    // From a million on: the library takes `1-9` for one, and nobody alive has it.
    isValid: (text) => /^\d{7,8}[\dK]$/.test(strip(text)) && rut.validate(strip(text)),
  },
  cpf: {
    format: (text) => (cpf.isValid(strip(text)) ? cpf.format(strip(text)) : text),
    strip,
    isValid: (text) => /^\d{11}$/.test(strip(text)) && cpf.isValid(strip(text)),
  },
  cnpj: {
    format: (text) => (cnpj.isValid(strip(text)) ? cnpj.format(strip(text)) : text),
    strip,
    isValid: (text) => /^[A-Z\d]{12}\d{2}$/.test(strip(text)) && cnpj.isValid(strip(text)),
  },
};
