import * as v from 'valibot';
import type { Connection, WebhookEvent } from '../../../shared/connection.ts';
import type { Account } from '../../bank/accounts.ts';
import { errorCode } from '../../../shared/widget-api/attempt.ts';
import { id } from '../../../shared/widget-api/common.ts';

// The answers of `/v1` and `/sandbox`. They describe the API, and tests check every answer against them. The answers of the
// widget's API are in `src/shared/widget-api`.

/**
 * A type that `src/server` exports as well. It is written there, because the package's declarations must not need valibot.
 */
type Answer<Shape> = v.GenericSchema<Shape, Shape>;

/** RFC 9457. */
export const problem = v.strictObject({
  type: v.literal('about:blank'),
  title: v.string(),
  status: v.pipe(v.number(), v.minValue(400), v.maxValue(599)),
  detail: v.exactOptional(v.pipe(v.string(), v.description('What was expected, for developers.'))),
  code: v.exactOptional(errorCode),
});

/** A connection and its state. */
export const connection = v.strictObject({
  connectionId: id,
  status: v.picklist(['PENDING', 'CONNECTED', 'FAILED_AUTH']),
  institutionId: v.nullable(id),
}) satisfies Answer<Connection>;

const time = v.pipe(v.string(), v.isoTimestamp());

/** The latest connections. */
export const connectionList = v.strictObject({
  connections: v.array(v.strictObject({ ...connection.entries, createdAt: time })),
});

const widgetToken = v.pipe(
  v.string(),
  v.description(
    'For the browser. Valid for this connection only, and for 15 minutes unless the sandbox is set otherwise.',
  ),
);

/** A new connection with its token. */
export const newConnection = v.strictObject({ connectionId: id, widgetToken });

/** A token to repair a connection with. */
export const repairToken = v.strictObject({ widgetToken, institutionId: v.nullable(id) });

/** An account of a linked bank. */
const account = v.strictObject({
  id,
  name: v.pipe(v.string(), v.description('As the bank calls it, in the language of its country.')),
  type: v.picklist(['checking', 'savings', 'credit-card']),
  lastDigits: v.pipe(v.string(), v.regex(/^\d{4}$/)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.description('ISO 4217.')),
  balance: v.pipe(v.string(), v.regex(/^-?\d+(?:\.\d{2})?$/), v.description('A decimal number. Below zero is owed.')),
}) satisfies Answer<Account>;

/** The bank of a connection, and the accounts there. */
export const accountList = v.strictObject({
  institution: v.strictObject({
    id,
    name: v.string(),
    logo: v.nullable(v.pipe(v.string(), v.description('An image as a `data:` URL.'))),
  }),
  accounts: v.array(account),
});

/** The body of a webhook. */
export const webhookEvent = v.strictObject({
  type: v.picklist(['connection.connected', 'connection.failed_auth', 'connection.disconnected']),
  timestamp: v.pipe(v.string(), v.isoTimestamp(), v.description('When it happened.')),
  data: v.strictObject({
    ...connection.entries,
    status: v.pipe(
      v.picklist(['CONNECTED', 'FAILED_AUTH', 'DISCONNECTED']),
      v.description('After `DISCONNECTED` there is no connection of this id.'),
    ),
  }),
}) satisfies Answer<WebhookEvent>;

/** A webhook and its deliveries. */
export const webhook = v.strictObject({
  id,
  event: webhookEvent,
  requestId: v.nullable(
    v.pipe(v.string(), v.description('The `X-Request-Id` of the call that caused it, also if a user was in between.')),
  ),
  state: v.picklist(['waiting', 'delivered', 'given-up']),
  nextTryAt: v.nullable(time),
  deliveries: v.pipe(
    v.array(
      v.strictObject({
        at: time,
        status: v.nullable(v.pipe(v.number(), v.description('The status that the receiver answered.'))),
        failure: v.nullable(v.pipe(v.string(), v.description('Why there was no answer.'))),
        duration: v.pipe(v.number(), v.description('In milliseconds.')),
      }),
    ),
    v.description('The latest first, at most 20.'),
  ),
});

/** The latest webhooks. */
export const webhookList = v.strictObject({
  webhooks: v.array(webhook),
  disabled: v.pipe(
    v.boolean(),
    v.description('The receiver has answered 410: no webhook is sent until one is delivered again, or a restart.'),
  ),
});
