import type { CredentialField, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import type { ChallengeKind } from '../bank/challenges.ts';
import { loginFields } from './credential-fields.ts';

/** An institution as the sandbox keeps it. */
export type SandboxInstitution = InstitutionSummary & {
  /** Other names that people search for. */
  aliases: readonly string[];
  /** The national bank code. */
  code: string | null;
  /** The credential form. One without a field `user` plays the scenario `ok`. */
  fields: CredentialField[];
  /** What this bank asks of everyone, before what the user name brings. */
  challenges: readonly ChallengeKind[];
  forgotUserUrl: string | null;
  forgotPasswordUrl: string | null;
};

/** An institution that is like most. */
export function institution(
  given: Pick<SandboxInstitution, 'id' | 'name' | 'country'> & Partial<SandboxInstitution>,
): SandboxInstitution {
  return {
    status: 'ok',
    logo: null,
    aliases: [],
    code: null,
    fields: loginFields,
    challenges: [],
    forgotUserUrl: null,
    forgotPasswordUrl: null,
    ...given,
  };
}

/** An institution as lists show it. */
export function summaryOf({ id, name, country, status, logo }: SandboxInstitution): InstitutionSummary {
  return { id, name, country, status, logo };
}

/** An institution with its credential form. */
export function withFields(full: SandboxInstitution): Institution {
  const { fields, forgotUserUrl, forgotPasswordUrl } = full;
  return { ...summaryOf(full), fields, forgotUserUrl, forgotPasswordUrl };
}
