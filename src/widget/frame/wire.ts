import * as v from 'valibot';
import { idPattern } from '../../shared/limits.ts';
import type {
  Attempt,
  AttemptCreated,
  Institution,
  InstitutionList,
  InstitutionSummary,
  Session,
} from '../../shared/widget-api.ts';

// What the API's answers must look like. Members that are not named are dropped.
const id = v.pipe(v.string(), v.regex(idPattern));

const summary = {
  id,
  name: v.string(),
  country: v.string(),
  status: v.picklist(['ok', 'slow', 'down']),
};

const institutionSummary = v.object(summary) satisfies v.GenericSchema<unknown, InstitutionSummary>;

export const institutionList = v.object({
  institutions: v.array(institutionSummary),
  total: v.number(),
}) satisfies v.GenericSchema<unknown, InstitutionList>;

export const institution = v.object({
  ...summary,
  fields: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        type: v.picklist(['text', 'password']),
        label: v.object({ en: v.string(), es: v.string(), pt: v.string() }),
      }),
    ),
    v.minLength(1),
  ),
}) satisfies v.GenericSchema<unknown, Institution>;

export const session = v.object({
  applicationName: v.string(),
  mode: v.picklist(['connect', 'recredential']),
  institution: v.nullable(institution),
  expiresIn: v.number(),
}) satisfies v.GenericSchema<unknown, Session>;

export const attempt = v.variant('status', [
  v.object({ status: v.literal('connecting') }),
  v.object({
    status: v.literal('challenge'),
    challenge: v.object({
      type: v.literal('one-time-code'),
      channel: v.picklist(['sms', 'app']),
      length: v.number(),
      sentTo: v.string(),
      expiresIn: v.number(),
      triesLeft: v.exactOptional(v.number()),
    }),
  }),
  v.object({ status: v.literal('connected'), connectionId: id }),
  v.object({ status: v.literal('failed'), code: v.string(), triesLeft: v.number() }),
]) satisfies v.GenericSchema<unknown, Attempt>;

export const attemptCreated = v.object({
  attemptToken: v.string(),
  attempt,
}) satisfies v.GenericSchema<unknown, AttemptCreated>;

/** The one member of a problem document that the frame acts on. */
export const problem = v.object({ code: v.string() });
