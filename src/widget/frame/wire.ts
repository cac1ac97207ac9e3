import * as v from 'valibot';
import { idPattern } from '../../shared/limits.ts';
import type {
  Attempt,
  AttemptCreated,
  Challenge,
  CredentialField,
  Institution,
  InstitutionList,
  InstitutionSummary,
  LocalText,
  Session,
} from '../../shared/widget-api.ts';
import { object } from './parse.ts';

// What the API's answers must look like. Members that are not named are dropped.
const id = v.pipe(v.string(), v.regex(idPattern));

const localText = object({ en: v.string(), es: v.string(), pt: v.string() }) satisfies v.GenericSchema<
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

export const session = object({
  applicationName: v.string(),
  mode: v.picklist(['connect', 'recredential']),
  institution: v.nullable(institution),
  expiresIn: v.number(),
}) satisfies v.GenericSchema<unknown, Session>;

const challengeBase = {
  id,
  expiresIn: v.number(),
  extensionsLeft: v.number(),
  triesLeft: v.exactOptional(v.number()),
};

const challenge = v.variant('type', [
  object({
    ...challengeBase,
    type: v.literal('one-time-code'),
    channel: v.picklist(['sms', 'app']),
    length: v.number(),
    sentTo: v.string(),
    resendIn: v.nullable(v.number()),
  }),
  object({
    ...challengeBase,
    type: v.literal('questions'),
    questions: v.pipe(v.array(object({ id, label: localText })), v.minLength(1)),
  }),
  object({
    ...challengeBase,
    type: v.literal('choice'),
    subject: v.picklist(['phone', 'account-holder']),
    options: v.pipe(v.array(object({ id, label: v.string() })), v.minLength(1)),
  }),
  object({ ...challengeBase, type: v.literal('approval'), device: v.string() }),
]) satisfies v.GenericSchema<unknown, Challenge>;

export const attempt = v.variant('status', [
  object({ status: v.literal('connecting') }),
  object({ status: v.literal('challenge'), challenge }),
  object({ status: v.literal('connected'), connectionId: id }),
  object({ status: v.literal('failed'), code: v.string(), triesLeft: v.number() }),
]) satisfies v.GenericSchema<unknown, Attempt>;

export const attemptCreated = object({
  attemptToken: v.string(),
  attempt,
}) satisfies v.GenericSchema<unknown, AttemptCreated>;

/** The one member of a problem document that the frame acts on. */
export const problem = object({ code: v.string() });
