import type { Challenge } from '../../shared/widget-api.ts';
import type { Clock } from '../runtime/clock.ts';
import { newId } from '../runtime/secrets.ts';
import { fitsQuestion, type Answer, type Question } from './challenges.ts';

/** The time limit for one challenge, for all tries together. */
const timeLimitMs = 180_000;

/** WCAG 2.2, criterion 2.2.1: a time limit can be extended at least ten times. */
const maxExtensions = 10;

/** The pause before another code can be sent. */
const resendPauseMs = 30_000;

/** A challenge from its start to the last try. It runs on the server's clock. */
export class OpenChallenge {
  readonly id = newId('chl');
  readonly question: Question;
  readonly #clock: Clock;
  #deadline: number;
  #extensionsLeft = maxExtensions;
  #resendAt: number;
  #triesLeft: number | null = null;
  #waiting = true;
  #onAnswer: ((answer: Answer) => void) | null = null;

  constructor(clock: Clock, question: Question) {
    this.#clock = clock;
    this.question = question;
    this.#deadline = clock.now() + timeLimitMs;
    this.#resendAt = clock.now() + resendPauseMs;
  }

  /** Whether it waits for the user; between two tries the bank checks the answer. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** The current state. */
  get state(): Challenge {
    const { question } = this;
    const common = {
      id: this.id,
      expiresIn: this.#secondsTo(this.#deadline),
      extensionsLeft: this.#extensionsLeft,
      ...(this.#triesLeft !== null && { triesLeft: this.#triesLeft }),
    };
    if (question.type !== 'one-time-code') return { ...common, ...question };
    // An app generates new codes by itself.
    return { ...common, ...question, resendIn: question.channel === 'app' ? null : this.#secondsTo(this.#resendAt) };
  }

  /** Accepts the user's answer. False if it does not fit the question. A second answer to the same try has no effect. */
  answer(answer: Answer): boolean {
    if (!fitsQuestion(this.question, answer)) return false;
    this.#onAnswer?.(answer);
    this.#waiting = false;
    return true;
  }

  /** Resets the time limit to its full length, while extensions are left. */
  extend(): void {
    if (this.#extensionsLeft === 0) return;
    this.#extensionsLeft -= 1;
    this.#deadline = this.#clock.now() + timeLimitMs;
  }

  /** Sends another code, if the pause is over. In the sandbox it is the same code. */
  resend(): void {
    if (this.#clock.now() >= this.#resendAt) this.#resendAt = this.#clock.now() + resendPauseMs;
  }

  /** Waits for an answer; null after the time limit. `triesLeft` is null for the first try. */
  async next(triesLeft: number | null, signal: AbortSignal): Promise<Answer | null> {
    this.#triesLeft = triesLeft;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#onAnswer = resolve;
    this.#waiting = true;
    return this.withinTimeLimit(() => promise, signal);
  }

  /** The result of `work`; null after the time limit and its extensions. Rejects when `signal` is aborted. */
  async withinTimeLimit<Result>(
    work: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result | null> {
    const endController = new AbortController();
    const end = AbortSignal.any([signal, endController.signal]);
    try {
      return await Promise.race([work(end), this.#expired(end)]);
    } finally {
      endController.abort();
      this.#waiting = false;
    }
  }

  async #expired(signal: AbortSignal): Promise<null> {
    for (let restMs = this.#deadline - this.#clock.now(); restMs > 0; restMs = this.#deadline - this.#clock.now()) {
      await this.#clock.wait(restMs, signal);
    }
    return null;
  }

  #secondsTo(time: number): number {
    return Math.max(Math.ceil((time - this.#clock.now()) / 1_000), 0);
  }
}
