import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 random bits behind a readable prefix: `wtk_…`. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** The id of something. Grants nothing by itself, but nobody shall guess how many there are. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

/** A secret that an `Authorization: Bearer` can carry (RFC 9110's token68), of at most 512 characters. */
export const bearerPattern = /^[A-Za-z0-9._~+/=-]{1,512}$/;

/** SHA-256 in hex: what is stored in place of a secret. 256 random bits need no salt and no slow hash. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in a time that tells nothing about the place where two digests differ. */
export function sameDigest(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
}
