import type { Attempt, ChallengeAnswer } from '../../shared/widget-api.ts';
import { ApiError, answerChallenge, cancelAttempt, extendChallenge, getAttempt, resendCode } from './session.ts';

/** The pause between two questions, in ms: short while most banks answer, longer for the slow ones. */
const pauses = [300, 500, 800, 1_000, 1_500, 2_000];

/**
 * A phone changes networks, a train enters a tunnel: only after so many questions in a row without an answer, and so
 * long a time (in ms; a phone that slept has asked nothing), nobody knows how the attempt stands.
 */
const patience = { questions: 10, time: 120_000 };

/** One attempt at the bank, from the moment the bank was contacted. Its methods reject with an `AbortError` once cancelled. */
export class AttemptRun {
  readonly #token: string;
  readonly #onChange: (attempt: Attempt) => void;
  readonly #life = new AbortController();
  // Of the state the user sees. Empty where it must be shown anew.
  #shown = '';
  // One loop at a time: a newer one takes over.
  #loop = 0;

  /** `onChange` is told how the attempt stands: at first, and whenever something else is to be seen. */
  constructor(attemptToken: string, onChange: (attempt: Attempt) => void) {
    this.#token = attemptToken;
    this.#onChange = onChange;
  }

  /** Follows the attempt until the user has to answer something, or the bank has decided. */
  async follow(attempt: Attempt): Promise<void> {
    const { signal } = this.#life;
    const loop = (this.#loop += 1);
    let failures = 0;
    let answered = Date.now();
    for (let round = 0; ; round += 1) {
      signal.throwIfAborted();
      if (this.#shown !== keyOf(attempt)) {
        round = 0;
        this.#show(attempt);
      }
      if (!isWaiting(attempt)) return;
      await pause(pauses[Math.min(round, pauses.length - 1)] ?? 0, signal);
      if (loop !== this.#loop) return;
      try {
        attempt = await getAttempt(this.#token, signal);
        failures = 0;
        answered = Date.now();
      } catch (error) {
        if (loop !== this.#loop) return;
        failures += 1;
        if (!isUnanswered(error)) throw error;
        if (failures >= patience.questions && Date.now() - answered > patience.time) throw error;
      }
      if (loop !== this.#loop) return;
    }
  }

  /** Answers the challenge and follows what comes of it. */
  async answer(answer: ChallengeAnswer): Promise<void> {
    this.#shown = '';
    this.#loop += 1;
    let attempt: Attempt = { status: 'connecting' };
    try {
      attempt = await answerChallenge(this.#token, answer, this.#life.signal);
    } catch (error) {
      // It may have been heard: how the attempt stands says so.
      if (!isUnanswered(error)) throw error;
    }
    await this.follow(attempt);
  }

  /** Asks for more time, or for another code. Resolves with whether that was heard. */
  async ask(what: 'extend' | 'resend', challengeId: string): Promise<boolean> {
    const { signal } = this.#life;
    const loop = this.#loop;
    // The user has answered meanwhile, or something else is to be seen: what was asked for matters no more.
    const isLate = (): boolean => loop !== this.#loop || this.#shown !== challengeId;
    let attempt: Attempt;
    try {
      attempt = await (what === 'extend' ? extendChallenge : resendCode)(this.#token, challengeId, signal);
    } catch (error) {
      if (isLate()) return true;
      // The challenge is still there to be answered, and the button to be pressed again.
      if (isUnanswered(error)) return false;
      throw error;
    }
    signal.throwIfAborted();
    if (isLate()) return true;
    if (keyOf(attempt) === challengeId) this.#show(attempt);
    else await this.follow(attempt);
    return true;
  }

  /** Gives the attempt up. */
  cancel(): void {
    this.#life.abort();
    // Whether the server hears it or not, its own clock ends the attempt.
    cancelAttempt(this.#token).catch(() => undefined);
  }

  #show(attempt: Attempt): void {
    this.#shown = keyOf(attempt);
    this.#onChange(attempt);
  }
}

/** Whether the server may have heard what was asked, or not. */
const isUnanswered = (error: unknown): boolean => error instanceof ApiError && error.unanswered;

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
