import { errorPage } from '../../shared/documented-urls.ts';
import type { AraucariaError } from '../errors.ts';

/** What an error of a run tells. `message`: without the address of the page about its code. */
export type Failure = Pick<AraucariaError, 'code' | 'message' | 'retryable' | 'cause'> &
  Partial<Pick<AraucariaError, 'status' | 'retryAfter' | 'requestId'>>;

/** The failure of an error. It may be one of another copy of the button. */
export function failureOf(error: AraucariaError): Failure {
  const { code, retryable, cause, status, retryAfter, requestId } = error;
  const message = error.message.replace(errorPage(code), '').trim();
  return {
    code,
    message,
    retryable,
    cause,
    ...(status && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(requestId && { requestId }),
  };
}
