import * as v from 'valibot';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { id } from '../../../shared/widget-api/common.ts';
import type { CredentialField } from '../../../shared/widget-api/institution.ts';
import { nationalIds } from '../../../shared/widget-api/national-id.ts';
import * as shared from '../../../shared/widget-api/requests.ts';

/**
 * A request of the widget's API as the sandbox accepts it: without further members, and with stricter schemas for some of
 * its members.
 */
function strict<Entries extends v.ObjectEntries>(
  { entries }: v.ObjectSchema<Entries, undefined>,
  stricter: { [Name in keyof Entries]?: v.GenericSchema<unknown, v.InferOutput<Entries[Name]>> } = {},
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  return v.strictObject(withoutPrototype({ ...entries, ...stricter }));
}

const origin = v.pipe(v.string(), v.maxLength(512), v.description('The origin of the page that opened the widget.'));

/** `POST /widget/api/session`. */
export const sessionRequest = strict(shared.sessionRequest, { origin });

/** `POST /widget/api/attempts`. */
export const attemptRequest = strict(shared.attemptRequest, {
  origin,
  credentials: v.record(v.string(), v.pipe(v.string(), v.maxLength(1_024))),
});

/** `POST /widget/api/attempt/challenge`. */
export const challengeAnswer = v.union([
  strict(shared.codeAnswer, { code: v.pipe(v.string(), v.maxLength(64)) }),
  strict(shared.questionsAnswer, { answers: v.record(id, v.pipe(v.string(), v.maxLength(256))) }),
  strict(shared.choiceAnswer),
]);

/** `POST /widget/api/attempt/challenge/extend` and `…/resend`. */
export const challengeReference = strict(shared.challengeReference);

const country = v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))), null);

/** `GET /widget/api/institutions`. */
export const institutionQuery = v.object(
  withoutPrototype({
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
    country,
    homeCountry: country,
  }),
);

/** `GET /sandbox/webhooks`. */
export const webhookQuery = v.object(withoutPrototype({ connectionId: v.optional(v.nullable(id), null) }));

/** `POST /v1/connections`. */
export const connectionRequest = v.strictObject(withoutPrototype({ institutionId: v.optional(v.nullable(id), null) }));

/** The header `Idempotency-Key`: visible ASCII, bare or as a quoted string (RFC 8941). */
export const idempotencyKey = v.pipe(
  v.string(),
  v.transform((text) => /^"(.*)"$/.exec(text)?.[1] ?? text),
  v.string(),
  v.regex(/^[\x21-\x7e]{1,255}$/),
);

/** A body without members. */
export const nothing = v.strictObject(withoutPrototype({}));

/** The credentials for one institution: a text for each of its fields, and no other members. */
export function credentialsFor(fields: readonly CredentialField[]): v.GenericSchema<unknown, Record<string, string>> {
  return v.strictObject(withoutPrototype(Object.fromEntries(fields.map((field) => [field.name, credential(field)]))));
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
