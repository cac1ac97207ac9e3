// oxlint-disable-next-line no-restricted-imports -- The one exception: it needs nothing of a runtime, and is built in.
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { SignedHeaders } from './webhook-headers.ts';

/** The secret that signs webhooks; several while one takes over from another. */
export type WebhookSecret = string | readonly string[];

/** Says why a signature does not hold, in words that quote nothing; null if it holds. */
export type SignatureCheck = (body: string, headers: SignedHeaders) => string | null;

/** `whsec_` and the base64 of 24 bytes at least: with fewer, guessing gets cheap. */
const secretPattern = /^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A check for each secret.
 *
 * @throws {TypeError} that says what was expected of the secret, and never its value
 */
export function signatureChecks(secret: WebhookSecret | undefined): readonly SignatureCheck[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length === 0 || !secrets.every(isSecret)) {
    throw new TypeError('Expected secret to be whsec_… with the base64 of 24 bytes or more, or a list of such.');
  }
  return secrets.map(checkWith);
}

const isSecret = (value: unknown): value is string => typeof value === 'string' && secretPattern.test(value);

function checkWith(secret: string): SignatureCheck {
  const verifier = new Webhook(secret);
  return (body, { id, timestamp, signature }) => {
    const signed = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    try {
      verifier.verify(body, signed, { jsonParse: false });
      return null;
    } catch (error) {
      return error instanceof WebhookVerificationError ? error.message : 'Invalid signature headers';
    }
  };
}
