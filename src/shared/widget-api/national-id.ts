import * as cnpj from '@fnando/cnpj';
import * as cpf from '@fnando/cpf';
import * as rut from 'rut.js';

/** The types of `CredentialField` that are national ids. */
type NationalIdType = 'rut' | 'cpf' | 'cnpj';

/** The functions for one type of national id. */
type NationalId = {
  /** The id as people write it: `12.345.678-5`. An incomplete id stays as it is. */
  format(text: string): string;
  /** The id as it is sent: without dots, slashes, spaces, hyphens and dashes. */
  strip(text: string): string;
  /** Whether the check digits are right, in either form. */
  isValid(text: string): boolean;
};

const strip = (text: string): string => text.replaceAll(/[\s./\p{Pd}]/gu, '').toUpperCase();

/**
 * Chile's RUT, and Brazil's CPF and CNPJ (with letters since July 2026). Used by the frame, which formats and checks them, and
 * by the sandbox, which checks what is sent.
 */
export const nationalIds: Record<NationalIdType, NationalId> = {
  rut: {
    format: (text) => (rut.validate(strip(text)) ? rut.format(strip(text)) : text),
    strip,
    // From a million on: the library also accepts `1-9`, and no living person has so low a number.
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
