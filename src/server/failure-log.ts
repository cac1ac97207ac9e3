import { calledSentence } from './araucaria-api/no-answer.ts';
import { log } from './host-error.ts';
import type { FailureReason, Problem } from './problem.ts';

export type { FailureReason };

/** A request that was not answered with success. */
export type Failure = {
  /** The request's `X-Request-Id`, or the one that the handler made. It is in the answer too. */
  requestId: string;
  reason: FailureReason;
  /** Of the answer. */
  status: number;
  /** Where Araucaria was called, without a query; only where no answer came. */
  address?: string;
  /** Why no answer came, as the runtime names it: `ECONNREFUSED`, `ENOTFOUND`. */
  causeCode?: string;
};

/** Told of each failure. */
export type OnError = (failure: Failure) => void;

/** Tells the host of a failure: by its function, or by the console. Never throws. */
export type ReportFailure = (problem: Problem, requestId: string) => void;

export function failureReport(caller: string, onError: OnError | undefined): ReportFailure {
  const logFailure = failureLog(caller);
  return (problem, requestId) => {
    const { reason, status, noAnswer: { address, causeCode } = {} } = problem;
    const failure: Failure = {
      requestId,
      reason,
      status,
      ...(address !== undefined && { address }),
      ...(causeCode !== undefined && { causeCode }),
    };
    if (!onError) return logFailure(failure, problem);
    try {
      onError(failure);
    } catch (error) {
      log(`${caller}: onError threw.`, error);
    }
  };
}

/**
 * One line on the console for each failure; with what came and what helps once for each reason, in this process. Where
 * Araucaria was called in vain is in each.
 */
function failureLog(caller: string): (failure: Failure, problem: Problem) => void {
  const explained = new Set<FailureReason>();
  return ({ requestId, reason, status }, { message, noAnswer }) => {
    // The error itself was logged.
    if (reason === 'failed') return;
    const line = `${caller}: ${status} ${reason}, request ${requestId}.${noAnswer ? ` ${calledSentence(noAnswer)}` : ''}`;
    log(explained.has(reason) ? line : [line, message, noAnswer?.advice].filter(Boolean).join(' '));
    explained.add(reason);
  };
}
