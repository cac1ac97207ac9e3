import type { WidgetToken } from '../../shared/widget-token.ts';
import type { CheckedAccess } from '../araucaria-api/api-access.ts';
import { connectionIdIn, tokenIn } from '../araucaria-api/api-answers.ts';
import { callApi, expectedAnswer, type ApiAnswer, type ApiCall } from '../araucaria-api/api-call.ts';
import { AraucariaApiError } from '../araucaria-api/api-error.ts';
import { adviceFor } from '../araucaria-api/no-answer.ts';
import { Problem, type FailureReason, type ProblemStatus } from '../problem.ts';

/** Of the visitor's request. */
type Visitor = { requestId: string; headers: Record<string, string>; signal: AbortSignal | null };

/**
 * Creates a connection with a token. Failures are thrown as the {@link Problem} to answer. Not repeated: the visitor
 * waits, and the button offers another try.
 */
export async function createConnection(access: CheckedAccess, visitor: Visitor): Promise<WidgetToken> {
  try {
    const answer = await call(access, '/connections', visitor);
    return { widgetToken: tokenIn(answer), connectionId: connectionIdIn(answer) };
  } catch (error) {
    throw problemOf(error, access, false);
  }
}

/** Mints a token to repair a connection. `connectionId` goes into the URL: check it before. */
export async function repairConnection(
  access: CheckedAccess,
  connectionId: string,
  visitor: Visitor,
): Promise<WidgetToken> {
  try {
    return {
      widgetToken: tokenIn(await call(access, `/connections/${connectionId}/widget-token`, visitor)),
      connectionId,
    };
  } catch (error) {
    throw problemOf(error, access, true);
  }
}

function call(access: CheckedAccess, path: ApiCall['path'], visitor: Visitor): Promise<ApiAnswer> {
  return callApi(access, { method: 'POST', path, timeoutMs: access.timeout, ...visitor });
}

/** Not passed on as 401 or 403: the key is at fault, not the visitor. */
function problemOf(error: unknown, access: CheckedAccess, isRepair: boolean): unknown {
  if (!(error instanceof AraucariaApiError)) return error;
  const { code, message, retryAfter, address, causeCode } = error;
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  const isOfRepair = code === 'not-found' || code === 'conflict';
  if (isOfRepair && !isRepair) {
    return new Problem(
      502,
      `Expected Araucaria to create a connection; it answered ${error.status}. Is apiUrl that of Araucaria?`,
    );
  }
  const status = statuses[code] ?? 502;
  if (code === 'timeout' || code === 'unreachable') {
    // The rest of the message is for the host's log.
    const detail = expectedAnswer(code, access.timeout);
    const noAnswer = { address: address ?? access.apiUrl, causeCode, advice: adviceFor(access.apiUrl) };
    return new Problem(status, detail, headers, reasons[code], noAnswer);
  }
  return new Problem(status, message, headers, reasons[code]);
}

const reasons: Partial<Record<AraucariaApiError['code'], FailureReason>> = {
  unauthorized: 'key-refused',
  unreachable: 'araucaria-unreachable',
};

const statuses: Partial<Record<AraucariaApiError['code'], ProblemStatus>> = {
  timeout: 504,
  'not-found': 404,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
};
