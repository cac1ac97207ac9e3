import * as v from 'valibot';
import { id, localText, object, seconds } from './common.ts';

const challengeMembers = {
  /** Identifies the challenge. It stays the same when a wrong answer may be corrected. */
  id,
  /** Seconds left to answer. */
  expiresIn: seconds,
  /** How many `extend` requests are left. Each sets `expiresIn` back to its full length. */
  extensionsLeft: v.number(),
  /** How many more wrong answers are accepted, by the bank or for the token. Absent before the first answer. */
  triesLeft: v.exactOptional(v.number()),
};

/** What the bank asks for before it accepts the user. */
export const challenge = v.variant('type', [
  object({
    ...challengeMembers,
    type: v.literal('one-time-code'),
    channel: v.picklist(['sms', 'app']),
    /** How many characters the code has. */
    length: v.number(),
    /** Where the code was sent, already masked: `••• 42`. Empty for `app`. */
    sentTo: v.string(),
    /** Seconds until `resend` can send another code, 0 for now; null if no other code can be sent. */
    resendIn: v.nullable(seconds),
  }),
  /** The bank's own security questions. Each needs an answer. */
  object({
    ...challengeMembers,
    type: v.literal('questions'),
    questions: v.pipe(v.array(object({ id, label: localText })), v.minLength(1)),
  }),
  /** One of several options: the phone that gets the code, or the account holder. */
  object({
    ...challengeMembers,
    type: v.literal('choice'),
    subject: v.picklist(['phone', 'account-holder']),
    options: v.pipe(v.array(object({ id, label: v.string() })), v.minLength(1)),
  }),
  /** The user approves in the bank's own app on that device. There is no answer to send. */
  object({ ...challengeMembers, type: v.literal('approval'), device: v.string() }),
]);
export type Challenge = v.InferOutput<typeof challenge>;
