import type { Attempt, Challenge, ChallengeAnswer } from '../../shared/widget-api.ts';
import { ApiError, answerChallenge, cancelAttempt, extendChallenge, getAttempt, resendCode } from './session.ts';

/** The pause between two questions, in ms: short while most banks answer, longer for the slow ones. */
const pauses = [300, 500, 800, 1_000, 1_500, 2_000];

/** So many questions in a row may stay unanswered: a phone changes networks, a train enters a tunnel. */
const patience = 10;

/** One attempt at the bank, from the moment the bank was contacted. Its methods reject with an `AbortError` once cancelled. */
export class AttemptRun {
  readonly #token: string;
  readonly #onChange: (attempt: Attempt) => void;
  readonly #life = new AbortController();

  /** `onChange` is told how the attempt stands: at first, and whenever something else is to be seen. */
  constructor(attemptToken: string, onChange: (attempt: Attempt) => void) {
    this.#token = attemptToken;
    this.#onChange = onChange;
  }

  /** Follows the attempt until the user has to answer something, or the bank has decided. */
  async follow(attempt: Attempt): Promise<void> {
    const { signal } = this.#life;
    let shown = '';
    let failures = 0;
    for (let round = 0; ; round += 1) {
      signal.throwIfAborted();
      if (shown !== keyOf(attempt)) {
        shown = keyOf(attempt);
        round = 0;
        this.#onChange(attempt);
      }
      if (!isWaiting(attempt)) return;
      await pause(pauses[Math.min(round, pauses.length - 1)] ?? 0, signal);
      try {
        attempt = await getAttempt(this.#token, signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!(error instanceof ApiError) || !error.unanswered || failures === patience) throw error;
      }
    }
  }

  /** Answers the challenge and follows what comes of it. */
  async answer(answer: ChallengeAnswer): Promise<void> {
    await this.follow(await answerChallenge(this.#token, answer));
  }

  /** Asks for more time, or for another code. Resolves with the challenge as it is then; null if it is over, or nobody answered. */
  async ask(what: 'extend' | 'resend', challengeId: string): Promise<Challenge | null> {
    let attempt: Attempt;
    try {
      attempt = await (what === 'extend' ? extendChallenge : resendCode)(this.#token, challengeId);
    } catch (error) {
      // The challenge is still there to be answered, and the button to be pressed again.
      if (error instanceof ApiError && error.unanswered) return null;
      throw error;
    }
    this.#life.signal.throwIfAborted();
    return attempt.status === 'challenge' && attempt.challenge.id === challengeId ? attempt.challenge : null;
  }

  /** Gives the attempt up. */
  cancel(): void {
    this.#life.abort();
    // Whether the server hears it or not, its own clock ends the attempt.
    cancelAttempt(this.#token).catch(() => undefined);
  }
}

/** Whether the next word is the bank's: an approval is given in the bank's app, not here. */
function isWaiting(attempt: Attempt): boolean {
  return attempt.status === 'connecting' || (attempt.status === 'challenge' && attempt.challenge.type === 'approval');
}

function keyOf(attempt: Attempt): string {
  return attempt.status === 'challenge' ? attempt.challenge.id : attempt.status;
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
