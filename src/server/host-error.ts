import { Problem } from './problem.ts';

/** The handler was used in a way that can't work. The message says what came and what helps; it goes out as well. */
export class UsageError extends Problem {
  constructor(message: string) {
    super(500, message);
  }
}

/** One of the host's own functions threw. What it threw is for the host's log alone. */
class HostFunctionError extends Problem {
  readonly option: string;
  readonly thrown: unknown;

  constructor(option: string, thrown: unknown) {
    super(500, 'Something failed in this backend.');
    this.option = option;
    this.thrown = thrown;
  }
}

/** Calls a function that the host gave as an option, so that its errors are told from ours. */
export async function callHostFunction<Value>(option: string, call: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw new HostFunctionError(option, error);
  }
}

/** The problem to answer an error with. What only the host can mend is told in its log. Never throws. */
export function problemFor(caller: string, error: unknown): Problem {
  if (isInstanceOf(UsageError, error)) tell(new TypeError(`${caller}: ${error.message}`));
  else if (isInstanceOf(HostFunctionError, error)) tell(`${caller}: ${error.option} threw.`, error.thrown);
  if (isInstanceOf(Problem, error)) return error;
  tell(`${caller}: failed on a request. None of your functions threw.`, error);
  return new Problem(500, 'Something failed in this backend.');
}

/** `instanceof`, for whatever was thrown: a proxy may throw again when it is asked for its class. */
export function isInstanceOf<Kind>(kind: abstract new (...args: never[]) => Kind, error: unknown): error is Kind {
  try {
    return error instanceof kind;
  } catch {
    return false;
  }
}

function tell(...words: unknown[]): void {
  try {
    console.error(...words);
  } catch {
    // An error may throw when it is printed. The answer still has to go out.
  }
}
