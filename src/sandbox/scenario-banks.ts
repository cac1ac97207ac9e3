import type { SandboxInstitution } from './institution.ts';

/** The fictional banks that come first: what happens is up to the user name, and to the state of two of them. */
export const scenarioBanks: readonly [SandboxInstitution, ...SandboxInstitution[]] = [
  bank('banco-alerce', 'Banco Alerce', 'CL', '901'),
  bank('banco-coihue', 'Banco Coihue', 'AR', '902'),
  bank('caja-quillay', 'Caja Quillay', 'CL', '903'),
  bank('banco-jequitiba', 'Banco Jequitibá', 'BR', '904'),
  bank('cooperativa-nirre', 'Cooperativa Ñirre', 'CL', '905'),
  bank('banco-lapacho', 'Banco Lapacho', 'PY', '906'),
  bank('caixa-aroeira', 'Caixa Aroeira', 'BR', '907'),
  bank('banco-tepa', 'Banco Tepa', 'CL', '908', 'slow'),
  bank('banco-raudal', 'Banco Raudal', 'CO', '909', 'down'),
];

function bank(
  id: string,
  name: string,
  country: string,
  code: string,
  status: SandboxInstitution['status'] = 'ok',
): SandboxInstitution {
  return { id, name, country, code, status, aliases: [] };
}
