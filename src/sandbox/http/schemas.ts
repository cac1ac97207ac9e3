import * as v from 'valibot';
import { idPattern } from '../../shared/limits.ts';
import { bare } from '../../shared/bare.ts';
import { nationalIds } from '../../shared/widget-api/national-id.ts';
import type {
  AttemptRequest,
  ChallengeAnswer,
  ChallengeReference,
  CredentialField,
  SessionRequest,
} from '../../shared/widget-api.ts';

/** The id of a connection, an institution, a challenge, and what else is named. */
export const id = v.pipe(v.string(), v.regex(idPattern));
const origin = v.pipe(v.string(), v.maxLength(512), v.description('The origin of the page that opened the widget.'));

/** `POST /v1/connections`. */
export const connectionRequest = v.strictObject(bare({ institutionId: v.optional(v.nullable(id), null) }));

/** The header `Idempotency-Key`: visible ASCII, bare or as a quoted string (RFC 8941). */
export const idempotencyKey = v.pipe(
  v.string(),
  v.transform((text) => /^"(.*)"$/.exec(text)?.[1] ?? text),
  v.string(),
  v.regex(/^[\x21-\x7e]{1,255}$/),
);

/** A body that says nothing. */
export const nothing = v.strictObject(bare({}));

/** `GET /widget/api/institutions`. */
export const institutionQuery = v.object(
  bare({
    q: v.optional(v.string(), ''),
    limit: v.pipe(
      v.optional(v.string(), '20'),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(100),
    ),
  }),
);

/** `POST /widget/api/session`. */
export const sessionRequest = v.strictObject(bare({ connectionId: id, origin })) satisfies v.GenericSchema<
  unknown,
  SessionRequest
>;

/** `POST /widget/api/attempts`. */
export const attemptRequest = v.strictObject(
  bare({
    connectionId: id,
    origin,
    institutionId: id,
    credentials: v.record(v.string(), v.pipe(v.string(), v.maxLength(1_024))),
  }),
) satisfies v.GenericSchema<unknown, AttemptRequest>;

/** `POST /widget/api/attempt/challenge`. */
export const challengeAnswer = v.union([
  v.strictObject(bare({ challengeId: id, code: v.pipe(v.string(), v.maxLength(64)) })),
  v.strictObject(bare({ challengeId: id, answers: v.record(id, v.pipe(v.string(), v.maxLength(256))) })),
  v.strictObject(bare({ challengeId: id, option: id })),
]) satisfies v.GenericSchema<unknown, ChallengeAnswer>;

/** `POST /widget/api/attempt/challenge/extend` and `…/resend`. */
export const challengeReference = v.strictObject(bare({ challengeId: id })) satisfies v.GenericSchema<
  unknown,
  ChallengeReference
>;

/** The credentials of one institution: a text for each of its fields, and nothing else. */
export function credentialsFor(fields: readonly CredentialField[]): v.GenericSchema<unknown, Record<string, string>> {
  return v.strictObject(bare(Object.fromEntries(fields.map((field) => [field.name, credential(field)]))));
}

function credential(field: CredentialField): v.GenericSchema<unknown, string> {
  const { type } = field;
  if (type === 'select') return v.picklist(field.options.map(({ value }) => value));
  if (type === 'text' || type === 'password') return v.string();
  const { isValid, strip } = nationalIds[type];
  return v.pipe(
    v.string(),
    v.check((text) => text === strip(text) && isValid(text)),
  );
}
