import * as v from 'valibot';
import type { Session, SessionRequest } from '../../../shared/widget-api.ts';
import { call } from './client.ts';
import { institution } from './institution-schemas.ts';
import { object } from './parse.ts';

const session = object({
  applicationName: v.string(),
  mode: v.picklist(['connect', 'recredential']),
  institution: v.nullable(institution),
  expiresIn: v.number(),
}) satisfies v.GenericSchema<unknown, Session>;

/** Opens a session with a widget token. Rejects with `token-expired`, `token-invalid` or `origin-not-allowed`. */
export function startSession(token: string, body: SessionRequest): Promise<Session> {
  return call('session', { method: 'POST', bearer: token, body, schema: session });
}
