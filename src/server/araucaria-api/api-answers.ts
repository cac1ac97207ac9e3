import type { Connection, ConnectionStatus } from '../../shared/connection.ts';
import { maxTokenLength } from '../../shared/limits.ts';
import { isId } from '../connection-id.ts';
import { invalidAnswer, type ApiAnswer } from './api-call.ts';

const statuses: readonly unknown[] = ['PENDING', 'CONNECTED', 'FAILED_AUTH'] satisfies ConnectionStatus[];

/** Visible characters only: the browser sends the token in a header. */
export function tokenIn({ members: { widgetToken }, requestId }: ApiAnswer): string {
  const isToken =
    typeof widgetToken === 'string' && widgetToken.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(widgetToken);
  if (!isToken) throw invalidAnswer('a widgetToken', requestId);
  return widgetToken;
}

export function connectionIdIn({ members: { connectionId }, requestId }: ApiAnswer): string {
  if (!isId(connectionId)) throw invalidAnswer('a connectionId', requestId);
  return connectionId;
}

/** Null where no bank was chosen yet. */
export function institutionIdIn({ members: { institutionId = null }, requestId }: ApiAnswer): string | null {
  if (institutionId !== null && !isId(institutionId)) throw invalidAnswer('an institutionId', requestId);
  return institutionId;
}

export function connectionIn(answer: ApiAnswer): Connection {
  const { status } = answer.members;
  if (!isStatus(status)) throw invalidAnswer('a status', answer.requestId);
  return { connectionId: connectionIdIn(answer), status, institutionId: institutionIdIn(answer) };
}

const isStatus = (value: unknown): value is ConnectionStatus => statuses.includes(value);
