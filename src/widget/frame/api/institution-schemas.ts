import * as v from 'valibot';
import { idPattern } from '../../../shared/limits.ts';
import type {
  CredentialField,
  Institution,
  InstitutionList,
  InstitutionSummary,
  LocalText,
} from '../../../shared/widget-api.ts';
import { object } from './parse.ts';

// What the API's answers must look like. Members that are not named are dropped.
export const id = v.pipe(v.string(), v.regex(idPattern));

export const localText = object({ en: v.string(), es: v.string(), pt: v.string() }) satisfies v.GenericSchema<
  unknown,
  LocalText
>;

// A link or an image that is not what it should be is left out: the bank can be linked without it.
const httpsUrl = v.fallback(v.nullable(v.pipe(v.string(), v.url(), v.startsWith('https://'))), null);
const logo = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]+(?:\/[\w-]+)*\.(?:svg|png|webp)$/))), null);

const summary = {
  id,
  name: v.string(),
  country: v.string(),
  status: v.picklist(['ok', 'slow', 'down']),
  logo,
};

const institutionSummary = object(summary) satisfies v.GenericSchema<unknown, InstitutionSummary>;

export const institutionList = object({
  institutions: v.array(
    object({
      ...institutionSummary.entries,
      marks: v.array(v.tuple([v.number(), v.number()])),
      foundBy: v.nullable(v.string()),
    }),
  ),
  total: v.number(),
}) satisfies v.GenericSchema<unknown, InstitutionList>;

const field = { name: v.string(), label: localText };

const credentialField = v.variant('type', [
  object({ ...field, type: v.picklist(['text', 'password', 'rut', 'cpf', 'cnpj']) }),
  object({
    ...field,
    type: v.literal('select'),
    options: v.array(object({ value: v.string(), label: localText })),
  }),
]) satisfies v.GenericSchema<unknown, CredentialField>;

export const institution = object({
  ...summary,
  fields: v.pipe(v.array(credentialField), v.minLength(1)),
  forgotUserUrl: httpsUrl,
  forgotPasswordUrl: httpsUrl,
}) satisfies v.GenericSchema<unknown, Institution>;
