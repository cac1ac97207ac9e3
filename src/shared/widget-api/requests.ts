import * as v from 'valibot';
import { id, object } from './common.ts';

// The frame sends these and checks none, so it imports their types alone.

const page = {
  connectionId: id,
  /** The `event.origin` of the host's `init` message. */
  origin: v.string(),
};

/** Asks what a widget token is for. */
export const sessionRequest = object(page);
export type SessionRequest = v.InferOutput<typeof sessionRequest>;

/** Sends the user's credentials to the bank. */
export const attemptRequest = object({
  ...page,
  institutionId: id,
  /** One string for each field, by `CredentialField.name`. */
  credentials: v.record(v.string(), v.string()),
});
export type AttemptRequest = v.InferOutput<typeof attemptRequest>;

/** Names the challenge that a request is about. */
export const challengeReference = object({ challengeId: id });
export type ChallengeReference = v.InferOutput<typeof challengeReference>;

/** The answer to a `one-time-code` challenge. */
export const codeAnswer = object({ ...challengeReference.entries, code: v.string() });

/** The answers to a `questions` challenge, by the questions' `id`. */
export const questionsAnswer = object({ ...challengeReference.entries, answers: v.record(id, v.string()) });

/** The answer to a `choice` challenge: the `id` of the option. */
export const choiceAnswer = object({ ...challengeReference.entries, option: id });

/** The user's answer, in the shape that the type of the challenge needs. */
export type ChallengeAnswer = v.InferOutput<typeof codeAnswer | typeof questionsAnswer | typeof choiceAnswer>;
