import { optionError } from '../option-error.ts';
// oxlint-disable-next-line no-restricted-imports -- The only dependency: it runs on any runtime, and is bundled.
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { SignedHeaders } from './webhook-headers.ts';

/** The secret that signs webhooks; the old and the new one during a rotation. */
export type WebhookSecret = string | readonly string[];

/** Why a signature is not valid, in words that quote nothing; null if it is valid. */
export type SignatureCheck = (body: string, headers: SignedHeaders) => string | null;

/** `whsec_` and the base64 of at least 24 bytes: a shorter secret is easier to guess. */
const secretPattern = /^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * One check for each secret.
 *
 * @throws {TypeError} for a secret that can't be used; the message never quotes it
 */
export function signatureChecks(secret: WebhookSecret | undefined, caller: string): readonly SignatureCheck[] {
  const isList = Array.isArray(secret);
  const secrets: readonly unknown[] = isList ? secret : [secret];
  const index = secrets.findIndex((each) => !isSecret(each));
  if (index !== -1 || secrets.length === 0) {
    const option = isList && secrets.length > 0 ? `secret[${index}]` : 'secret';
    const value = secrets.length > 0 ? secrets[index] : secret;
    throw optionError(caller, option, 'whsec_ and the base64 of at least 24 bytes, or a list of such', value);
  }
  return secrets.filter(isSecret).map(checkWith);
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
