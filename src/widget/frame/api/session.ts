import type { SessionRequest } from '../../../shared/widget-api.ts';
import { session, type Session } from '../../../shared/widget-api/session.ts';
import { call } from './client.ts';

/** Opens a session with a widget token. Rejects with `token-expired`, `token-invalid` or `origin-not-allowed`. */
export function startSession(token: string, body: SessionRequest): Promise<Session> {
  return call('session', { method: 'POST', bearer: token, body, schema: session });
}
