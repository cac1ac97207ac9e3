import { unescape } from 'node:querystring';

/** The prefixes of all secrets. */
const secretPattern = /(?:arau|wtk|att|whsec)_/i;

/** The path up to the prefix of its first secret. A secret may have slashes, so the rest is left out. */
export function withoutSecrets(path: string): string {
  const safeSegments: string[] = [];
  for (const segment of path.split('/')) {
    const prefix = secretPrefixIn(segment);
    safeSegments.push(prefix === null ? segment : `${prefix}…`);
    if (prefix !== null) break;
  }
  return safeSegments.join('/');
}

/** The prefix of a secret in the text, which may be percent-encoded, even several times; null if there is none. */
export function secretPrefixIn(text: string): string | null {
  const [prefix] = secretPattern.exec(text) ?? [];
  if (prefix !== undefined) return prefix;
  // Unlike `decodeURIComponent`, it leaves malformed escapes as they are.
  const decoded = unescape(text);
  return decoded === text ? null : secretPrefixIn(decoded);
}
