import type { CredentialField, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import { loginFields } from './credential-fields.ts';

/** The challenges of the fictional banks. */
export type ChallengeKind = 'sms' | 'app' | 'questions' | 'phone' | 'account-holder' | 'approval' | 'denial';

/** An institution of the sandbox. */
export type SandboxInstitution = InstitutionSummary & {
  /** Other names, for the search. */
  aliases: readonly string[];
  /** The national bank code. */
  code: string | null;
  /** The credential form. Without a field `user` the scenario is `ok`. */
  fields: CredentialField[];
  /** The bank's challenges for every user, before those of the user name. */
  challenges: readonly ChallengeKind[];
  forgotUserUrl: string | null;
  forgotPasswordUrl: string | null;
};

/** An institution, with defaults for what is not given. */
export function createInstitution(
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

/** An institution without its form, for lists. */
export function summaryOf({ id, name, country, status, logo }: SandboxInstitution): InstitutionSummary {
  return { id, name, country, status, logo };
}

/** An institution with its credential form. */
export function withFields(full: SandboxInstitution): Institution {
  const { fields, forgotUserUrl, forgotPasswordUrl } = full;
  return { ...summaryOf(full), fields, forgotUserUrl, forgotPasswordUrl };
}
