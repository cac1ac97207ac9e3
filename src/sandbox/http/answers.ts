import * as v from 'valibot';
import type { Connection, WebhookEvent } from '../../shared/connection.ts';
import type {
  Attempt,
  AttemptCreated,
  Challenge,
  CredentialField,
  FoundInstitution,
  Institution,
  InstitutionList,
  InstitutionSummary,
  LocalText,
  Session,
} from '../../shared/widget-api.ts';
import { widgetErrors, type WidgetErrorCode } from '../../shared/widget-error.ts';
import type { NewConnection } from '../connections/connections.ts';
import { id } from './schemas.ts';

/** Schemas of what the sandbox answers. They describe it to developers, and tests hold every answer against them. */
type Answer<Shape> = v.GenericSchema<Shape, Shape>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const seconds = v.pipe(count, v.description('In seconds.'));

// `Object.keys` forgets the key type, and a table has at least one row.
const widgetErrorCodes = Object.keys(widgetErrors) as [WidgetErrorCode, ...WidgetErrorCode[]];

/** What the frame acts on. */
export const widgetErrorCode = v.picklist(widgetErrorCodes);

/** RFC 9457. */
export const problem = v.strictObject({
  type: v.literal('about:blank'),
  title: v.string(),
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  detail: v.exactOptional(v.pipe(v.string(), v.description('What was expected, for developers.'))),
  code: v.exactOptional(widgetErrorCode),
});

/** How a connection stands. */
export const connection = v.strictObject({
  connectionId: id,
  status: v.picklist(['PENDING', 'CONNECTED', 'FAILED_AUTH']),
  institutionId: v.nullable(id),
}) satisfies Answer<Connection>;

const widgetToken = v.pipe(
  v.string(),
  v.description('For the browser. Good for this one connection, for 15 minutes unless the sandbox is set otherwise.'),
);

/** A connection that was made, with its token. */
export const newConnection = v.strictObject({ connectionId: id, widgetToken }) satisfies Answer<NewConnection>;

/** A token to repair a connection with. */
export const repairToken = v.strictObject({ widgetToken, institutionId: v.nullable(id) });

/** What a webhook carries. */
export const webhookEvent = v.strictObject({
  type: v.picklist(['connection.connected', 'connection.failed_auth']),
  timestamp: v.pipe(v.string(), v.isoTimestamp(), v.description('When it happened.')),
  data: connection,
}) satisfies Answer<WebhookEvent>;

const moment = v.pipe(v.string(), v.isoTimestamp());

/** A webhook and what became of it. */
export const webhook = v.strictObject({
  id,
  event: webhookEvent,
  state: v.picklist(['waiting', 'delivered', 'given-up']),
  nextTryAt: v.nullable(moment),
  deliveries: v.pipe(
    v.array(
      v.strictObject({
        at: moment,
        status: v.nullable(v.pipe(count, v.description('What the receiver answered.'))),
        failure: v.nullable(v.pipe(v.string(), v.description('Why there was no answer.'))),
        duration: v.pipe(count, v.description('In milliseconds.')),
      }),
    ),
    v.description('The latest first, 20 at most.'),
  ),
});

/** The latest webhooks. */
export const webhookList = v.strictObject({
  webhooks: v.array(webhook),
  disabled: v.pipe(v.boolean(), v.description('The receiver has answered 410: nothing more is sent by itself.')),
});

/** Words for the user. */
export const localText = v.strictObject({ en: v.string(), es: v.string(), pt: v.string() }) satisfies Answer<LocalText>;

const fieldBase = { name: v.string(), label: localText };

/** A field of a credential form. */
export const credentialField = v.variant('type', [
  v.strictObject({ ...fieldBase, type: v.picklist(['text', 'password']) }),
  v.strictObject({
    ...fieldBase,
    type: v.literal('select'),
    options: v.array(v.strictObject({ value: v.string(), label: localText })),
  }),
  v.strictObject({
    ...fieldBase,
    type: v.pipe(
      v.picklist(['rut', 'cpf', 'cnpj']),
      v.description('A national id, sent without dots, hyphens, slashes and blanks.'),
    ),
  }),
]) satisfies Answer<CredentialField>;

const institutionSummary = v.strictObject({
  id,
  name: v.string(),
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/), v.description('ISO 3166-1 alpha-2.')),
  status: v.picklist(['ok', 'slow', 'down']),
  logo: v.nullable(v.pipe(v.string(), v.description('An image, relative to `/widget/`.'))),
}) satisfies Answer<InstitutionSummary>;

const pageUrl = v.nullable(v.pipe(v.string(), v.url()));

/** An institution with its form. */
export const institution = v.strictObject({
  ...institutionSummary.entries,
  fields: v.array(credentialField),
  forgotUserUrl: pageUrl,
  forgotPasswordUrl: pageUrl,
}) satisfies Answer<Institution>;

/** An institution that was searched for. */
export const foundInstitution = v.strictObject({
  ...institutionSummary.entries,
  marks: v.pipe(
    v.array(v.strictTuple([count, count])),
    v.description('The parts of `name` that match: start and end in UTF-16 units.'),
  ),
  foundBy: v.nullable(
    v.pipe(v.string(), v.description('The alias, initials or national code that matches, where it is not the name.')),
  ),
}) satisfies Answer<FoundInstitution>;

/** What a search found. */
export const institutionList = v.strictObject({
  institutions: v.array(foundInstitution),
  total: v.pipe(count, v.description('How many match in all.')),
}) satisfies Answer<InstitutionList>;

/** What a widget token opens. */
export const session = v.strictObject({
  applicationName: v.string(),
  mode: v.picklist(['connect', 'recredential']),
  institution: v.nullable(institution),
  expiresIn: seconds,
}) satisfies Answer<Session>;

const challengeBase = {
  id,
  expiresIn: seconds,
  extensionsLeft: count,
  triesLeft: v.exactOptional(
    v.pipe(count, v.description('How many more wrong answers are taken. Absent before the first answer.')),
  ),
};

/** What the bank asks for before it says yes. */
export const challenge = v.variant('type', [
  v.strictObject({
    ...challengeBase,
    type: v.literal('one-time-code'),
    channel: v.picklist(['sms', 'app']),
    length: count,
    sentTo: v.pipe(v.string(), v.description('Masked; empty for `app`.')),
    resendIn: v.nullable(seconds),
  }),
  v.strictObject({
    ...challengeBase,
    type: v.literal('questions'),
    questions: v.array(v.strictObject({ id, label: localText })),
  }),
  v.strictObject({
    ...challengeBase,
    type: v.literal('choice'),
    subject: v.picklist(['phone', 'account-holder']),
    options: v.array(v.strictObject({ id, label: v.string() })),
  }),
  v.strictObject({ ...challengeBase, type: v.literal('approval'), device: v.string() }),
]) satisfies Answer<Challenge>;

/** How an attempt stands. */
export const attempt = v.variant('status', [
  v.strictObject({ status: v.literal('connecting') }),
  v.strictObject({ status: v.literal('challenge'), challenge }),
  v.strictObject({ status: v.literal('connected'), connectionId: id }),
  v.strictObject({
    status: v.literal('failed'),
    code: widgetErrorCode,
    triesLeft: v.pipe(
      count,
      v.description('With `invalid-credentials`: how often credentials may still be sent with this token. Else 0.'),
    ),
  }),
]) satisfies Answer<Attempt>;

/** An attempt that was begun. */
export const attemptCreated = v.strictObject({ attemptToken: v.string(), attempt }) satisfies Answer<AttemptCreated>;
