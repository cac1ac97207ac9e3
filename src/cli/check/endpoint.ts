import { isRecord } from '../../shared/is-record.ts';
import { ownProperties } from '../../shared/prototype-pollution.ts';
import { succeeds } from './api-behaviors.ts';
import type { ApiStandIn } from './api-stand-in.ts';
import type { Answer, Sent } from './exchange.ts';
import { NoAnswer, send } from './send.ts';
import { Shortfall } from './shortfall.ts';

/** What the check is given. */
export type Subject = {
  url: URL;
  /** On every request: the session of a visitor who may link a bank. */
  headers: Readonly<Record<string, string>>;
  /** The page's origin where it is not the endpoint's own. */
  origin: string | null;
  /** A connection of the visitor's that can be repaired; null where none is known. */
  connectionId: string | null;
  /** In place of the API; null where the endpoint calls another one. */
  api: ApiStandIn | null;
  /** How long the button waits for an answer. */
  timeoutMs: number;
};

/** The token endpoint that is checked. It keeps all answers, for the rules that hold for each of them. */
export class Endpoint {
  readonly subject: Subject;
  readonly answers: Answer[] = [];
  /** Created by the check. */
  createdId: string | null = null;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** The connection to repair, with the certainty that the visitor may. */
  get repairableId(): string | null {
    return this.subject.connectionId ?? (this.subject.api ? this.createdId : null);
  }

  /**
   * Sends a request as a button does, one at a time. Throws a {@link Shortfall} where no
   * answer comes, and {@link NoAnswer} where nothing has ever listened.
   */
  async send(sent: Sent = {}): Promise<Answer> {
    const { url, api, timeoutMs } = this.subject;
    const apiCalls = api?.behave(sent.api ?? succeeds) ?? [];
    const { method = 'POST', body = '{}', isChunked = false } = sent;
    try {
      const raw = await send(url, { method, headers: this.#headersFor(sent), body, isChunked }, timeoutMs);
      const answer = { ...raw, sent, json: membersOf(raw.text), apiCalls };
      this.answers.push(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer) || (error.isUnreachable && this.answers.length === 0)) throw error;
      throw new Shortfall({ sent, came: error.message, expected: 'an answer' });
    }
  }

  #headersFor({ headers = {}, isStranger = false }: Sent): Record<string, string> {
    const { url, origin, headers: session } = this.subject;
    const all = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Origin: origin ?? url.origin,
      'Sec-Fetch-Site': origin === null ? 'same-origin' : 'cross-site',
      ...(isStranger ? {} : session),
      ...headers,
    };
    return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null));
  }
}

function membersOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && !Array.isArray(value) ? ownProperties(value) : {};
  } catch {
    return {};
  }
}
