import type { Attempt as AttemptState, Challenge } from '../shared/widget-api.ts';
import { callBank, type BankChallenge, type Verdict } from './bank.ts';
import type { BankStep } from './scenarios.ts';

/** How long a user has for one challenge, all tries together, in ms. */
const challengeTime = 180_000;

type Question = { challenge: BankChallenge; deadline: number; answer(code: string): void };

/** What an attempt is made of. */
export type AttemptOptions = {
  steps: readonly BankStep[];
  delay: number;
  /** Acts on the bank's verdict and tells how the attempt ends. */
  settle(verdict: Verdict): AttemptState;
  /** The attempt was given up before the bank decided. */
  onCancel(): void;
};

/**
 * One attempt to link a bank, from the moment the bank was contacted. It runs on the server's clock, asked about
 * or not, and holds no credentials: they were turned into the bank's steps when they arrived.
 */
export class Attempt {
  readonly #life = new AbortController();
  #settled: AttemptState | null = null;
  #question: Question | null = null;
  /** Resolves when the attempt is over. */
  readonly over: Promise<void>;

  constructor(options: AttemptOptions) {
    this.over = this.#run(options);
  }

  /** How the attempt stands. */
  get state(): AttemptState {
    if (this.#settled) return this.#settled;
    if (!this.#question) return { status: 'connecting' };
    const { challenge, deadline } = this.#question;
    const expiresIn = Math.max(Math.ceil((deadline - Date.now()) / 1_000), 0);
    return { status: 'challenge', challenge: { ...challenge, expiresIn } satisfies Challenge };
  }

  /** Answers the open challenge. Without one nothing happens: a second click on the button does no harm. */
  answer(code: string): void {
    this.#question?.answer(code);
    this.#question = null;
  }

  /** Hangs up, unless the bank has decided already. */
  cancel(): void {
    this.#life.abort();
  }

  async #run({ steps, delay, settle, onCancel }: AttemptOptions): Promise<void> {
    const { signal } = this.#life;
    let deadline: number | null = null;
    const ask = (challenge: BankChallenge): Promise<string | null> => {
      // One limit for the challenge, however often it is put.
      if (challenge.triesLeft === undefined || deadline === null) deadline = Date.now() + challengeTime;
      return this.#ask(challenge, deadline);
    };
    try {
      const verdict = await callBank({ steps, delay, signal, ask });
      this.#settled = settle(verdict);
    } catch {
      // Hung up, or failed on our side.
      this.#settled = { status: 'failed', code: 'internal-error', triesLeft: 0 };
      if (signal.aborted) onCancel();
    }
  }

  #ask(challenge: BankChallenge, deadline: number): Promise<string | null> {
    const { promise, resolve, reject } = Promise.withResolvers<string | null>();
    const { signal } = this.#life;
    const hangUp = (): void => reject(signal.reason);
    const tooLate = (): void => {
      this.#question = null;
      resolve(null);
    };
    const timer = setTimeout(tooLate, deadline - Date.now());
    signal.addEventListener('abort', hangUp, { once: true });
    this.#question = { challenge, deadline, answer: resolve };
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', hangUp);
    });
  }
}
