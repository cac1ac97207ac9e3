import type { Attempt as AttemptState } from '../../shared/widget-api.ts';
import type { Clock } from '../runtime/clock.ts';
import { callBank, type Guesses, type Verdict } from './bank.ts';
import type { OpenChallenge } from './open-challenge.ts';
import type { BankStep } from './scenarios.ts';

/** What an attempt needs. */
export type AttemptOptions = {
  steps: readonly BankStep[];
  /** How long the bank takes for each step. */
  stepMs: number;
  clock: Clock;
  guesses: Guesses;
  /** Acts on the bank's verdict, and returns the final state of the attempt. */
  settle(verdict: Verdict): AttemptState;
  /** An internal error. */
  onFailure(error: unknown): void;
};

/**
 * One attempt to link a bank, from the moment the bank is contacted. It runs on the server's clock, whether or not anything
 * polls it. It holds no credentials: the request's handler has turned them into the steps of the bank.
 */
export class Attempt {
  readonly #cancelController = new AbortController();
  #finalState: AttemptState | null = null;
  #challenge: OpenChallenge | null = null;
  /** Resolves when the attempt is over. Never rejects. */
  readonly over: Promise<void>;

  constructor(options: AttemptOptions) {
    this.over = this.#run(options);
  }

  /** The current state. */
  get state(): AttemptState {
    if (this.#finalState) return this.#finalState;
    return this.#challenge?.waiting
      ? { status: 'challenge', challenge: this.#challenge.state }
      : { status: 'connecting' };
  }

  /** The current challenge, if it has that id; null otherwise. */
  challenge(id: string): OpenChallenge | null {
    return this.#challenge?.id === id ? this.#challenge : null;
  }

  /** Cancels the attempt, unless the bank has decided already. */
  cancel(): void {
    this.#cancelController.abort();
  }

  async #run({ steps, stepMs, clock, guesses, settle, onFailure }: AttemptOptions): Promise<void> {
    const { signal } = this.#cancelController;
    try {
      const verdict = await callBank({
        steps,
        stepMs,
        clock,
        signal,
        guesses,
        show: (challenge) => {
          this.#challenge = challenge;
        },
      });
      this.#finalState = settle(verdict);
    } catch (error) {
      this.#finalState = { status: 'failed', code: 'internal-error', triesLeft: 0 };
      // After `cancel`, the bank call rejects with the signal's reason.
      if (error !== signal.reason) onFailure(error);
    }
  }
}
