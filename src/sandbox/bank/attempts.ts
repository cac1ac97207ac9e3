import type { AttemptCreated, Attempt as AttemptState } from '../../shared/widget-api.ts';
import type { Connections } from '../connections/connections.ts';
import type { WidgetTokens } from '../connections/widget-tokens.ts';
import type { Clock } from '../runtime/clock.ts';
import { digest, newSecret } from '../runtime/secrets.ts';
import { Attempt } from './attempt.ts';
import type { Verdict } from './bank.ts';
import type { BankStep } from './scenarios.ts';

/** How long a finished attempt is kept, for a phone that was offline meanwhile. */
const finishedRetentionMs = 600_000;

/** What starts an attempt: a valid token, and the steps of the bank. */
export type AttemptStart = {
  widgetToken: string;
  connectionId: string;
  institutionId: string;
  steps: readonly BankStep[];
};

/** An attempt, and what it is for. */
export type KnownAttempt = {
  attempt: Attempt;
  connectionId: string;
  /** The request that created its widget token; null if it is not known. */
  requestId: string | null;
};

/** What `Attempts` works with. */
export type AttemptsOptions = {
  connections: Connections;
  tokens: WidgetTokens;
  clock: Clock;
  /** How long the bank takes for each step. */
  stepMs: number;
  /** An internal error, such as a busy database or a full disk. */
  onFailure(error: unknown): void;
};

/** The current attempts, in memory only. A restart cancels them, and their tokens can start others. */
export class Attempts {
  readonly #connections: Connections;
  readonly #tokens: WidgetTokens;
  readonly #clock: Clock;
  readonly #stepMs: number;
  readonly #onFailure: (error: unknown) => void;
  /** By the digest of the attempt token. */
  readonly #attempts = new Map<string, KnownAttempt>();
  /** The latest attempt of each widget token, by that token's digest. */
  readonly #latest = new Map<string, Attempt>();
  readonly #closeController = new AbortController();

  constructor({ connections, tokens, clock, stepMs, onFailure }: AttemptsOptions) {
    this.#connections = connections;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#stepMs = stepMs;
    this.#onFailure = onFailure;
  }

  /** Contacts the bank. Cancels the token's earlier attempt. Null if the token has no tries left. */
  async start(start: AttemptStart): Promise<AttemptCreated | null> {
    const { widgetToken, connectionId } = start;
    const tokenDigest = digest(widgetToken);
    // If several start at the same time, each waits for the one before it.
    for (let former = this.#latest.get(tokenDigest); former; former = this.#latest.get(tokenDigest)) {
      former.cancel();
      await former.over;
      if (this.#latest.get(tokenDigest) === former) this.#latest.delete(tokenDigest);
    }
    const guesses = {
      take: () => this.#tokens.takeTry(widgetToken),
      giveBack: () => this.#tokens.returnTry(widgetToken),
    };
    if (guesses.take() === null) return null;

    const attemptToken = newSecret('att');
    const attempt = new Attempt({
      steps: start.steps,
      stepMs: this.#stepMs,
      clock: this.#clock,
      guesses,
      settle: (verdict) => this.#settle(start, verdict),
      onFailure: this.#onFailure,
    });
    this.#attempts.set(digest(attemptToken), {
      attempt,
      connectionId,
      requestId: this.#tokens.requestIdOf(widgetToken),
    });
    this.#latest.set(tokenDigest, attempt);
    void this.#removeLater(attempt, digest(attemptToken), tokenDigest);
    return { attemptToken, attempt: attempt.state };
  }

  /** The attempt of that attempt token; null if there is none. */
  find(attemptToken: string): KnownAttempt | null {
    return this.#attempts.get(digest(attemptToken)) ?? null;
  }

  /** Cancels an attempt. False if there is none of that token. */
  cancel(attemptToken: string): boolean {
    this.find(attemptToken)?.attempt.cancel();
    return this.#attempts.delete(digest(attemptToken));
  }

  /** Cancels the attempts of a connection that was deleted, and forgets the finished ones. */
  cancelAllOf(connectionId: string): void {
    for (const [attemptDigest, known] of this.#attempts) {
      if (known.connectionId !== connectionId) continue;
      known.attempt.cancel();
      this.#attempts.delete(attemptDigest);
    }
  }

  /** Cancels all attempts. */
  async close(): Promise<void> {
    const attempts = [...this.#attempts.values()].map(({ attempt }) => attempt);
    for (const attempt of attempts) attempt.cancel();
    await Promise.all(attempts.map(({ over }) => over));
    this.#closeController.abort();
  }

  #settle({ widgetToken, connectionId, institutionId }: AttemptStart, verdict: Verdict): AttemptState {
    if (verdict.type === 'refused') {
      return { status: 'failed', code: 'invalid-credentials', triesLeft: this.#tokens.triesLeft(widgetToken) };
    }
    if (verdict.type === 'failed') return { status: 'failed', code: verdict.code, triesLeft: 0 };
    return this.#connections.connect(connectionId, institutionId, { widgetToken })
      ? { status: 'connected', connectionId }
      : { status: 'failed', code: 'token-invalid', triesLeft: 0 };
  }

  async #removeLater(attempt: Attempt, attemptDigest: string, tokenDigest: string): Promise<void> {
    await attempt.over;
    if (this.#latest.get(tokenDigest) === attempt) this.#latest.delete(tokenDigest);
    await this.#clock.wait(finishedRetentionMs, this.#closeController.signal).catch(() => undefined);
    this.#attempts.delete(attemptDigest);
  }
}
