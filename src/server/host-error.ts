import { Problem } from './problem.ts';

/** A handler is used in a way that can't work. The message names what came and what helps; it is in the answer as well. */
export class UsageError extends Problem {
  constructor(message: string) {
    super(500, message);
  }
}

/** One of the host's functions threw. Its error is logged, and is not in the answer. */
class HostFunctionError extends Problem {
  readonly option: string;
  readonly thrown: unknown;

  constructor(option: string, thrown: unknown) {
    super(500, 'Something failed in this backend.');
    this.option = option;
    this.thrown = thrown;
  }
}

/** Calls a function that the host gave as an option. Its errors are wrapped, which keeps them apart from errors of ours. */
export async function callHostFunction<Value>(option: string, call: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw new HostFunctionError(option, error);
  }
}

/** The problem to answer an error with. Logs the errors that the host has to fix. Never throws. */
export function problemFor(caller: string, error: unknown): Problem {
  if (isInstanceOf(UsageError, error)) log(new TypeError(`${caller}: ${error.message}`));
  else if (isInstanceOf(HostFunctionError, error)) log(`${caller}: ${error.option} threw.`, error.thrown);
  if (isInstanceOf(Problem, error)) return error;
  log(`${caller}: failed on a request. None of your functions threw.`, error);
  return new Problem(500, 'Something failed in this backend.');
}

/** `instanceof` for any thrown value: a proxy may throw when its class is read. */
export function isInstanceOf<Kind>(kind: abstract new (...args: never[]) => Kind, error: unknown): error is Kind {
  try {
    return error instanceof kind;
  } catch {
    return false;
  }
}

/** Prints to the console. Never throws. */
export function log(...values: unknown[]): void {
  try {
    console.error(...values);
  } catch {
    // An error may throw when it is printed; the request still gets its answer.
  }
}
