/** The user of an access token, `Bearer …`; null without a valid one. Put your own check here: this one believes any token. */
export function userOfToken(authorization: string | null): string | null {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('userOfToken: expected your own check in production; got the example, which believes any token.');
  }
  return /^Bearer access-(\w+)$/.exec(authorization ?? '')?.[1] ?? null;
}
