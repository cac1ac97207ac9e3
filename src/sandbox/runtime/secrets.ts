import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret: a readable prefix and 256 random bits, `wtk_…`. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** A new secret that signs webhooks, in the form of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** A new id. It grants no access, and is random so that it does not reveal how many there are. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

/** A secret that `Authorization: Bearer` can carry (token68 in RFC 9110), of at most 512 characters. */
export const bearerPattern = /^[A-Za-z0-9._~+/=-]{1,512}$/;

/** SHA-256 in hex, stored in place of a secret. 256 random bits need no salt and no slow hash. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two digests in constant time. */
export function sameDigest(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
}
