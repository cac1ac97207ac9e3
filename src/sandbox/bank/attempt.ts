import type { Attempt as AttemptState } from '../../shared/widget-api.ts';
import { callBank, type Guesses, type Verdict } from './bank.ts';
import type { Clock } from '../runtime/clock.ts';
import type { OpenChallenge } from './open-challenge.ts';
import type { BankStep } from './scenarios.ts';

/** What an attempt is made of. */
export type AttemptOptions = {
  steps: readonly BankStep[];
  /** How long the bank takes for each step, in ms. */
  delay: number;
  clock: Clock;
  guesses: Guesses;
  /** Acts on the bank's verdict and tells how the attempt ends. */
  settle(verdict: Verdict): AttemptState;
  /** Something failed on our side. */
  onFailure(error: unknown): void;
};

/**
 * One attempt to link a bank, from the moment the bank was contacted. It runs on the server's clock, asked about
 * or not, and holds no credentials: they were turned into the bank's steps when they arrived.
 */
export class Attempt {
  readonly #life = new AbortController();
  #settled: AttemptState | null = null;
  #challenge: OpenChallenge | null = null;
  /** Resolves when the attempt is over, however it ended. */
  readonly over: Promise<void>;

  constructor(options: AttemptOptions) {
    this.over = this.#run(options);
  }

  /** How the attempt stands. */
  get state(): AttemptState {
    if (this.#settled) return this.#settled;
    return this.#challenge?.waiting
      ? { status: 'challenge', challenge: this.#challenge.state }
      : { status: 'connecting' };
  }

  /** The open challenge of that id; null if it is no longer, or not yet, the one to answer. */
  challenge(id: string): OpenChallenge | null {
    return this.#challenge?.id === id ? this.#challenge : null;
  }

  /** Hangs up, unless the bank has decided already. */
  cancel(): void {
    this.#life.abort();
  }

  async #run({ steps, delay, clock, guesses, settle, onFailure }: AttemptOptions): Promise<void> {
    const { signal } = this.#life;
    try {
      const verdict = await callBank({
        steps,
        delay,
        clock,
        signal,
        guesses,
        show: (challenge) => {
          this.#challenge = challenge;
        },
      });
      this.#settled = settle(verdict);
    } catch (error) {
      this.#settled = { status: 'failed', code: 'internal-error', triesLeft: 0 };
      // Hung up on, the bank call ends with that for its reason.
      if (error !== signal.reason) onFailure(error);
    }
  }
}
