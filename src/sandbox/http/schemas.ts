import * as v from 'valibot';
import { idPattern } from '../../shared/limits.ts';
import type { AttemptRequest, ChallengeAnswer, SessionRequest } from '../../shared/widget-api.ts';

const id = v.pipe(v.string(), v.regex(idPattern));
const origin = v.pipe(v.string(), v.maxLength(512));

/** `POST /v1/connections`. */
export const connectionRequest = v.strictObject({ institutionId: v.optional(v.nullable(id), null) });

/** The header `Idempotency-Key`: visible ASCII, bare or as a quoted string (RFC 8941). */
export const idempotencyKey = v.pipe(
  v.string(),
  v.transform((text) => /^"(.*)"$/.exec(text)?.[1] ?? text),
  v.regex(/^[\x21-\x7e]{1,255}$/),
);

/** A body that says nothing. */
export const nothing = v.strictObject({});

/** `GET /widget/api/institutions`. */
export const institutionQuery = v.object({
  q: v.optional(v.string(), ''),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '20',
  ),
});

/** `POST /widget/api/session`. */
export const sessionRequest = v.strictObject({ connectionId: id, origin }) satisfies v.GenericSchema<
  unknown,
  SessionRequest
>;

/** `POST /widget/api/attempts`. */
export const attemptRequest = v.strictObject({
  connectionId: id,
  origin,
  institutionId: id,
  credentials: v.record(v.string(), v.pipe(v.string(), v.maxLength(1_024))),
}) satisfies v.GenericSchema<unknown, AttemptRequest>;

/** `POST /widget/api/attempt/challenge`. */
export const challengeAnswer = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(64)),
}) satisfies v.GenericSchema<unknown, ChallengeAnswer>;

/** The credentials of one institution: a text for each of its fields, and nothing else. */
export function credentialsFor(fieldNames: readonly string[]): v.GenericSchema<unknown, Record<string, string>> {
  return v.strictObject(Object.fromEntries(fieldNames.map((name) => [name, v.string()])));
}
