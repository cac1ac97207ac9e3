import type { Challenge } from '../../shared/widget-api.ts';
import { fits, type Answer, type Question } from './challenges.ts';
import type { Clock } from '../runtime/clock.ts';
import { newId } from '../runtime/secrets.ts';

/** How long a user has for one challenge, all tries together, in ms. */
const timeLimit = 180_000;

/** WCAG 2.2, criterion 2.2.1: a time limit can be extended at least ten times. */
const extensions = 10;

/** How long another code can't be asked for, in ms. */
const resendPause = 30_000;

/** A challenge that was put to the user, from the first showing to the last try. It runs on the server's clock. */
export class OpenChallenge {
  readonly id = newId('chl');
  readonly question: Question;
  readonly #clock: Clock;
  #deadline: number;
  #extensionsLeft = extensions;
  #resendAt: number;
  #triesLeft: number | null = null;
  #waiting = true;
  #take: ((answer: Answer) => void) | null = null;

  constructor(clock: Clock, question: Question) {
    this.#clock = clock;
    this.question = question;
    this.#deadline = clock.now() + timeLimit;
    this.#resendAt = clock.now() + resendPause;
  }

  /** Whether the user's turn is now; between two tries it is the bank's. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** How it stands. */
  get state(): Challenge {
    const { question } = this;
    const common = {
      id: this.id,
      expiresIn: this.#secondsTo(this.#deadline),
      extensionsLeft: this.#extensionsLeft,
      ...(this.#triesLeft !== null && { triesLeft: this.#triesLeft }),
    };
    if (question.type !== 'one-time-code') return { ...common, ...question };
    // An app makes a new code by itself.
    return { ...common, ...question, resendIn: question.channel === 'app' ? null : this.#secondsTo(this.#resendAt) };
  }

  /** Takes the user's answer. False if it is none to this question; after the first one nothing happens. */
  answer(answer: Answer): boolean {
    if (!fits(this.question, answer)) return false;
    this.#take?.(answer);
    this.#waiting = false;
    return true;
  }

  /** Sets the time left back to its full length, while that is allowed. */
  extend(): void {
    if (this.#extensionsLeft === 0) return;
    this.#extensionsLeft -= 1;
    this.#deadline = this.#clock.now() + timeLimit;
  }

  /** Sends another code, which is the same one here, once the pause is over. */
  resend(): void {
    if (this.#clock.now() >= this.#resendAt) this.#resendAt = this.#clock.now() + resendPause;
  }

  /** Waits for an answer; null if none came in time. `triesLeft` is null the first time. */
  async next(triesLeft: number | null, signal: AbortSignal): Promise<Answer | null> {
    this.#triesLeft = triesLeft;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#take = resolve;
    this.#waiting = true;
    return this.inTime(() => promise, signal);
  }

  /** What `work` comes to; null if the time is over before, however often it is extended. Rejects when aborted. */
  async inTime<Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result | null> {
    const settled = new AbortController();
    const until = AbortSignal.any([signal, settled.signal]);
    try {
      return await Promise.race([work(until), this.#expired(until)]);
    } finally {
      settled.abort();
      this.#waiting = false;
    }
  }

  async #expired(signal: AbortSignal): Promise<null> {
    for (let rest = this.#deadline - this.#clock.now(); rest > 0; rest = this.#deadline - this.#clock.now()) {
      await this.#clock.wait(rest, signal);
    }
    return null;
  }

  #secondsTo(time: number): number {
    return Math.max(Math.ceil((time - this.#clock.now()) / 1_000), 0);
  }
}
