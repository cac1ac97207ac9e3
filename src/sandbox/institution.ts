import type { CredentialField, Institution, InstitutionSummary } from '../shared/widget-api.ts';

/** An institution as the sandbox keeps it. */
export type SandboxInstitution = InstitutionSummary & {
  /** Other names that people search for. */
  aliases: readonly string[];
  /** The national bank code. */
  code: string | null;
};

/** The credential form of every institution so far. */
const fields: CredentialField[] = [
  { name: 'user', type: 'text', label: { en: 'User name', es: 'Usuario', pt: 'Usuário' } },
  { name: 'password', type: 'password', label: { en: 'Password', es: 'Contraseña', pt: 'Senha' } },
];

/** What a list shows of an institution. */
export function summaryOf({ id, name, country, status }: SandboxInstitution): InstitutionSummary {
  return { id, name, country, status };
}

/** An institution with its credential form. */
export function withFields(institution: SandboxInstitution): Institution {
  return { ...summaryOf(institution), fields };
}
