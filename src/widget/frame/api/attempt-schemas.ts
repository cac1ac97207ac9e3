import * as v from 'valibot';
import type { Attempt, AttemptCreated, Challenge } from '../../../shared/widget-api.ts';
import { id, localText } from './institution-schemas.ts';
import { object } from './parse.ts';

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
