import type { AttemptCreated, Institution, Session } from '../../shared/widget-api.ts';
import { ApiError, createAttempt, startSession } from './session.ts';
import type { Token, WidgetTokens } from './widget-tokens.ts';

/** A session that stands, with the token it stands on. */
export type OpenSession = Session & Token;

/** The session of this run: begun with the first token, begun anew where a token has expired. */
export class ConnectSession {
  readonly #tokens: WidgetTokens;
  readonly #origin: string;
  readonly #renewable: boolean;
  #session: Promise<OpenSession> | null = null;

  /** `origin` is the host page's; `renewable` says whether the host can bring another token. */
  constructor(tokens: WidgetTokens, origin: string, renewable: boolean) {
    this.#tokens = tokens;
    this.#origin = origin;
    this.#renewable = renewable;
  }

  /** The session, when the token is there and the server has taken it. */
  open(): Promise<OpenSession> {
    this.#session ??= this.#renewing(async (token) => ({
      ...(await startSession(token.token, { connectionId: token.connectionId, origin: this.#origin })),
      ...token,
    }));
    // A session that failed may be tried again.
    this.#session.catch(() => {
      this.#session = null;
    });
    return this.#session;
  }

  /** Sends the credentials; with a renewed token where the first has expired meanwhile, so nothing is typed twice. */
  send({ id }: Institution, credentials: Record<string, string>, signal: AbortSignal): Promise<AttemptCreated> {
    return this.#renewing(({ token, connectionId }) => {
      // Credentials of someone who gave up while the token was renewed go nowhere.
      signal.throwIfAborted();
      return createAttempt(token, { connectionId, origin: this.#origin, institutionId: id, credentials });
    }, signal);
  }

  async #renewing<Result>(work: (token: Token) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const token = await this.#tokens.current(signal);
    try {
      return await work(token);
    } catch (error) {
      // Of no interest to who gave up meanwhile; and the token in use may be another one by now.
      signal?.throwIfAborted();
      if (!this.#renewable || !(error instanceof ApiError) || error.code !== 'token-expired') throw error;
      this.#tokens.renew();
      return work(await this.#tokens.current(signal));
    }
  }
}
