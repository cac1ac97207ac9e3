import type { Attempt } from '../../shared/widget-api.ts';
import { ApiError, answerChallenge, cancelAttempt, getAttempt } from './session.ts';

/** The pause between two questions, in ms: short while most banks answer, longer for the slow ones. */
const pauses = [300, 500, 800, 1_000, 1_500, 2_000];

/** So many questions in a row may stay unanswered: a phone changes networks, a train enters a tunnel. */
const patience = 10;

/** One attempt at the bank, from the moment the bank was contacted. */
export class AttemptRun {
  readonly #token: string;
  readonly #life = new AbortController();

  constructor(attemptToken: string) {
    this.#token = attemptToken;
  }

  /** Resolves as soon as the bank wants something or has decided. */
  async settled(attempt: Attempt): Promise<Attempt> {
    const { signal } = this.#life;
    let failures = 0;
    for (let round = 0; attempt.status === 'connecting'; round += 1) {
      await pause(pauses[Math.min(round, pauses.length - 1)] ?? 0, signal);
      try {
        attempt = await getAttempt(this.#token, signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!(error instanceof ApiError) || !error.unanswered || failures === patience) throw error;
      }
    }
    return attempt;
  }

  /** Answers the challenge, and resolves as {@link settled} does. */
  async answer(code: string): Promise<Attempt> {
    return this.settled(await answerChallenge(this.#token, { code }));
  }

  /** Gives the attempt up. Rejections of `settled` are then an `AbortError`. */
  cancel(): void {
    this.#life.abort();
    // Whether the server hears it or not, its own clock ends the attempt.
    cancelAttempt(this.#token).catch(() => undefined);
  }

  /** Whether it was given up. */
  get cancelled(): boolean {
    return this.#life.signal.aborted;
  }
}

function pause(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, duration);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('The attempt was given up.', 'AbortError'));
      },
      { once: true },
    );
  });
}
