import type { AttemptCreated, Attempt as AttemptState } from '../../shared/widget-api.ts';
import { Attempt } from './attempt.ts';
import type { Verdict } from './bank.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connections } from '../connections/connections.ts';
import { digest, newSecret } from '../runtime/secrets.ts';
import type { BankStep } from './scenarios.ts';
import type { WidgetTokens } from '../connections/widget-tokens.ts';

/** How long a finished attempt can still be asked about, in ms: a phone may be away for a while. */
const retention = 600_000;

/** What begins an attempt: a checked token, and what the bank will do. */
export type AttemptStart = {
  widgetToken: string;
  connectionId: string;
  institutionId: string;
  steps: readonly BankStep[];
};

/** What attempts are made with. */
export type AttemptsOptions = {
  connections: Connections;
  tokens: WidgetTokens;
  clock: Clock;
  /** How long the bank takes for each step, in ms. */
  delay: number;
  /** An attempt failed on our side: the database is busy, or the disk is full. */
  onFailure(error: unknown): void;
};

/** The attempts under way. They live in memory alone; a restart gives them up, and the token can begin another. */
export class Attempts {
  readonly #connections: Connections;
  readonly #tokens: WidgetTokens;
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #onFailure: (error: unknown) => void;
  /** By the digest of the attempt token. */
  readonly #attempts = new Map<string, Attempt>();
  /** The latest attempt of each widget token, by that token's digest. */
  readonly #latest = new Map<string, Attempt>();
  readonly #life = new AbortController();

  constructor({ connections, tokens, clock, delay, onFailure }: AttemptsOptions) {
    this.#connections = connections;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#delay = delay;
    this.#onFailure = onFailure;
  }

  /** Contacts the bank. Null if the token has no try left. Another attempt of the same token is given up. */
  async start(start: AttemptStart): Promise<AttemptCreated | null> {
    const { widgetToken } = start;
    const tokenDigest = digest(widgetToken);
    // Of several that begin at once each waits for the one before it.
    for (let former = this.#latest.get(tokenDigest); former; former = this.#latest.get(tokenDigest)) {
      former.cancel();
      await former.over;
      if (this.#latest.get(tokenDigest) === former) this.#latest.delete(tokenDigest);
    }
    const guesses = {
      take: () => this.#tokens.takeTry(widgetToken),
      giveBack: () => this.#tokens.giveTryBack(widgetToken),
    };
    if (guesses.take() === null) return null;

    const attemptToken = newSecret('att');
    const attempt = new Attempt({
      steps: start.steps,
      delay: this.#delay,
      clock: this.#clock,
      guesses,
      settle: (verdict) => this.#settle(start, verdict),
      onFailure: this.#onFailure,
    });
    this.#attempts.set(digest(attemptToken), attempt);
    this.#latest.set(tokenDigest, attempt);
    void this.#tidyUp(attempt, digest(attemptToken), tokenDigest);
    return { attemptToken, attempt: attempt.state };
  }

  /** The attempt of that token; null if there is none. */
  find(attemptToken: string): Attempt | null {
    return this.#attempts.get(digest(attemptToken)) ?? null;
  }

  /** Gives an attempt up. False if there is none of that token. */
  cancel(attemptToken: string): boolean {
    this.find(attemptToken)?.cancel();
    return this.#attempts.delete(digest(attemptToken));
  }

  /** Gives all of them up. */
  async close(): Promise<void> {
    const attempts = [...this.#attempts.values()];
    for (const attempt of attempts) attempt.cancel();
    await Promise.all(attempts.map(({ over }) => over));
    this.#life.abort();
  }

  #settle({ widgetToken, connectionId, institutionId }: AttemptStart, verdict: Verdict): AttemptState {
    if (verdict.type === 'refused') {
      return { status: 'failed', code: 'invalid-credentials', triesLeft: this.#tokens.triesLeft(widgetToken) };
    }
    if (verdict.type === 'failed') return { status: 'failed', code: verdict.code, triesLeft: 0 };
    return this.#connections.connect(connectionId, institutionId, widgetToken)
      ? { status: 'connected', connectionId }
      : { status: 'failed', code: 'token-invalid', triesLeft: 0 };
  }

  async #tidyUp(attempt: Attempt, attemptDigest: string, tokenDigest: string): Promise<void> {
    await attempt.over;
    if (this.#latest.get(tokenDigest) === attempt) this.#latest.delete(tokenDigest);
    await this.#clock.wait(retention, this.#life.signal).catch(() => undefined);
    this.#attempts.delete(attemptDigest);
  }
}
