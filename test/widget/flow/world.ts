import assert from 'node:assert/strict';
import type { FrameMessage } from '../../../src/shared/port-protocol.ts';
import type { Attempt } from '../../../src/shared/widget-api.ts';
import type { Effect } from '../../../src/widget/frame/flow/effect.ts';
import type { FlowEvent, UserEvent } from '../../../src/widget/frame/flow/event.ts';
import type { Problem } from '../../../src/widget/frame/flow/failure.ts';
import {
  awaitsToken,
  hasTokenFailed,
  isOffline,
  isUnsaved,
  hasTextInput,
  type Flow,
  type State,
} from '../../../src/widget/frame/flow/state.ts';
import { begin, transition, type Transition } from '../../../src/widget/frame/flow/transition.ts';
import { approval, bank, code, credentials, problems, recredential, session, summary } from './samples.ts';

/** A request under way, with the number of the state that made it. */
type Pending = { effect: Exclude<Effect, { type: 'post' }>; stateId: number };

/**
 * The run with a server, a host's page and a user, each of whom does anything at any time. An attempt token names its
 * bank, so that an outcome can be told from another bank's.
 */
export class World {
  flow: Flow;
  readonly posted: FrameMessage[] = [];
  readonly #pending: Pending[] = [];
  /** The tokens of attempts that the server has and that are neither decided nor canceled. */
  readonly openAttempts = new Set<string>();
  #tokenRequests = 1;
  #attempts = 0;

  constructor(options: Flow['options']) {
    const { flow, effects } = begin(options);
    this.flow = flow;
    this.#take(effects);
  }

  dispatch(event: FlowEvent): void {
    const before = this.flow;
    const next: Transition = transition(before, event);
    this.flow = next.flow;
    this.#checkSending(before, event, next.effects);
    this.#take(next.effects);
    this.#check(before);
  }

  #take(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'cancel-attempt') this.openAttempts.delete(effect.attemptToken);
      else if (effect.type !== 'post') this.#pending.push({ effect, stateId: this.flow.stateId });
      else {
        this.posted.push(effect.message);
        if (effect.message.type === 'request-token') this.#tokenRequests += 1;
      }
    }
  }

  /** What may have arrived is never sent again but by the user; what was not sent, once. */
  #checkSending(before: Flow, event: FlowEvent, effects: readonly Effect[]): void {
    const sent = effects.filter(({ type }) =>
      ['create-attempt', 'answer-challenge', 'change-challenge'].includes(type),
    );
    if (sent.length === 0) return;
    assert.equal(sent.length, 1, 'one request at a time');
    assert.ok(!isOffline(this.flow), 'nothing is sent without a network');
    assert.equal(this.flow.unsent, null, 'what was sent is not held');
    assert.ok(!('problem' in event && event.problem.unanswered), 'what may have arrived is not sent again');
    if (event.type === 'online')
      assert.ok(before.unsent !== null || awaitsToken(before), 'only what was held is sent when the network is back');
  }

  /** The user, the host's page, the browser or the server does one thing, mostly one that fits: `kind` says which, `detail` how. */
  step(kind: number, choice: number, detail: number): void {
    if (kind < 5) move(this.#serverMoves(detail), choice);
    else if (kind < 9) move(this.#fittingMoves(detail), choice);
    else if (kind < 11) move(this.#hostMoves(detail), choice);
    else move(this.#anyMoves(detail), choice);
  }

  /** What the step offers to its user. */
  #fittingMoves(detail: number): (() => void)[] {
    const fitting: Partial<Record<State['step'], UserEvent['type'][]>> = {
      list: ['search', 'choose', 'choose', 'choose', 'choose', 'not-listed'],
      missing: ['report-missing', 'back', 'back'],
      opening: ['back'],
      consent: ['agree', 'agree', 'agree', 'back'],
      form: ['type', 'submit', 'submit', 'submit', 'back', 'resume'],
      submitting: ['back', 'leave', 'stay', 'remedy'],
      'at-bank': ['back', 'leave', 'stay'],
      challenge: ['answer', 'extend', 'resend', 'expire', 'back', 'leave', 'stay', 'resume'],
      failed: ['remedy'],
    };
    const types = fitting[this.flow.state.step] ?? [];
    if (isOffline(this.flow)) types.push('check-network', 'edit');
    return types.map((type) => () => this.#act(type, detail));
  }

  /** What the step may not even offer, and what ends the run. */
  #anyMoves(detail: number): (() => void)[] {
    const types: UserEvent['type'][] = ['search', 'choose', 'agree', 'type', 'submit', 'back', 'answer', 'extend'];
    types.push('resend', 'expire', 'remedy', 'stay', 'resume');
    types.push('not-listed', 'report-missing', 'edit', 'check-network');
    if (detail % 4 === 0) types.push('leave', 'exit');
    return types.map((type) => () => this.#act(type, detail));
  }

  #act(type: UserEvent['type'], detail: number): void {
    const { state } = this.flow;
    const challengeId = state.step === 'challenge' && detail % 5 > 0 ? state.challenge.id : 'code-0';
    const members: Partial<Record<UserEvent['type'], object>> = {
      choose: { institution: summary(detail % 2 === 0 ? 'alerce' : 'quillay') },
      type: { dirty: detail % 3 > 0 },
      submit: { credentials },
      back: { credentials },
      answer: { challengeId, answer: { code: '123456' } },
      expire: { challengeId },
      'report-missing': { name: detail % 2 === 0 ? 'Banco Sur' : '' },
      remedy: { remedy: detail % 2 === 0 ? 'retry' : 'other' },
    };
    this.dispatch({ type, ...members[type] } as UserEvent);
  }

  #hostMoves(detail: number): (() => void)[] {
    const taken = (): void => this.dispatch({ type: 'keyboard-taken' });
    const leave = (): void => this.dispatch({ type: 'host-leave' });
    const change = (): void => this.dispatch({ type: isOffline(this.flow) ? 'online' : 'offline' });
    if (detail % 5 === 0 || (isOffline(this.flow) && detail % 2 === 0)) return [change];
    if (this.#tokenRequests === 0) return detail % 6 === 0 ? [taken, leave] : detail % 6 < 3 ? [taken] : [];
    return [() => this.#bringToken(detail)];
  }

  #bringToken(detail: number): void {
    this.#tokenRequests -= 1;
    if (detail % 3 === 0) this.dispatch({ type: 'token-failed' });
    else this.dispatch({ type: 'token', token: `token-${detail}`, connectionId: 'conn-1' });
  }

  #serverMoves(detail: number): (() => void)[] {
    return this.#pending.map((pending) => () => {
      this.#pending.splice(this.#pending.indexOf(pending), 1);
      this.dispatch(this.#result(pending, detail));
    });
  }

  #result({ effect, stateId }: Pending, detail: number): FlowEvent {
    const problem = problems[detail % problems.length] as Problem;
    const isRefused = detail % 6 === 0;
    switch (effect.type) {
      case 'open-session':
        if (isRefused) return { type: 'session-failed', problem };
        return { type: 'session-opened', session: detail % 7 === 0 ? recredential : session };
      case 'load-institution': {
        if (isRefused) return { type: 'institution-failed', stateId, problem };
        const { institution } = effect;
        return {
          type: 'institution-loaded',
          stateId,
          institution: typeof institution === 'string' ? bank(institution) : institution,
        };
      }
      case 'create-attempt': {
        if (isRefused) return { type: 'attempt-refused', stateId, problem };
        const attemptToken = `${effect.institutionId}/${(this.#attempts += 1)}`;
        this.openAttempts.add(attemptToken);
        return { type: 'attempt-created', stateId, attemptToken, attempt: this.#attempt(attemptToken, detail) };
      }
      case 'check-network':
        return detail % 2 === 0 ? { type: 'online' } : { type: 'network-checked' };
      case 'cancel-attempt':
        throw new Error('Expected no request for a cancellation.');
      case 'follow-attempt':
        if (isRefused) return { type: 'attempt-lost', stateId, problem };
        return { type: 'attempt-changed', stateId, attempt: this.#attempt(effect.attemptToken, detail) };
      case 'answer-challenge':
        if (isRefused) return { type: 'answer-failed', stateId, problem };
        return { type: 'attempt-changed', stateId, attempt: this.#attempt(effect.attemptToken, detail) };
      default:
        if (isRefused) return { type: 'challenge-failed', stateId, problem };
        return { type: 'challenge-changed', stateId, attempt: this.#attempt(effect.attemptToken, detail) };
    }
  }

  /** Names the attempt's bank where a run reports it: as the connection, or by a code. */
  #attempt(attemptToken: string, detail: number): Attempt {
    const attempts: Attempt[] = [
      { status: 'connecting' },
      { status: 'challenge', challenge: code },
      { status: 'challenge', challenge: approval },
      { status: 'connected', connectionId: attemptToken },
      { status: 'failed', code: 'invalid-credentials', triesLeft: 2 },
      { status: 'failed', code: 'account-locked', triesLeft: 0 },
    ];
    const attempt = attempts[detail % attempts.length] as Attempt;
    if (attempt.status === 'connected' || attempt.status === 'failed') this.openAttempts.delete(attemptToken);
    return attempt;
  }

  #check(before: Flow): void {
    const { flow, posted } = this;
    const { state } = flow;
    const exits = posted.filter(({ type }) => type === 'exit').length;
    assert.equal(exits, state.step === 'closed' ? 1 : 0, 'one exit, when the run closes');
    if (exits > 0) assert.equal(posted.at(-1)?.type, 'exit', 'nothing is posted after the exit');
    assert.ok(posted.filter(({ type }) => type === 'success').length <= 1, 'one success');

    if ('attemptToken' in state)
      assert.equal(state.attemptToken.split('/')[0], state.institution.id, "the attempt is the bank's of this state");
    if (state.step === 'connected' && before.state.step !== 'connected') {
      const success = posted.at(-1);
      assert.equal(success?.type, 'success');
      assert.ok(success?.type === 'success' && success.connectionId.startsWith(`${state.institution.id}/`));
    }
    for (const token of this.openAttempts)
      assert.ok(
        'attemptToken' in state && state.attemptToken === token,
        'an attempt that is not followed is canceled or decided',
      );

    const unsaved = posted.findLast((message) => message.type === 'unsaved');
    assert.equal(unsaved?.unsaved ?? false, isUnsaved(flow), "the host's page knows whether something would be lost");
    assert.ok(
      state.step !== 'challenge' || !state.expired || state.request === 'pending',
      'what has expired is not shown',
    );
    assert.ok(flow.unsent === null || isOffline(flow), 'what is held waits for the network');
    assert.ok(
      flow.unsent === null || (!flow.isAsking && !flow.isCovered),
      'nothing is sent behind a question or a cover',
    );
    assert.ok(!flow.isCovered || hasTextInput(state), 'a cover covers something');
    assert.doesNotMatch(JSON.stringify(posted), /secret|token-\d/, 'no secret is posted');
    if (state.step === 'closed') {
      assert.doesNotMatch(JSON.stringify(flow), /secret|token-\d|maria/, 'no secret is kept');
      assert.equal(flow.drafts.size, 0, 'no draft is kept');
    }

    assert.ok(this.#goesOn(), `${state.step} waits for something that comes`);
    this.#checkWayOut();
  }

  /** Whether the state waits for the user, or for something that is under way. */
  #goesOn(): boolean {
    const {
      state,
      session: { status },
      stateId,
    } = this.flow;
    if (awaitsToken(this.flow)) return isOffline(this.flow) || hasTokenFailed(this.flow) || this.#tokenRequests > 0;
    const isUnderWay = (type: Effect['type']): boolean =>
      this.#pending.some(({ effect, stateId: number }) => effect.type === type && number === stateId);
    if (state.step === 'opening')
      return state.loading
        ? isUnderWay('load-institution')
        : status === 'opening' && this.#pending.some(({ effect }) => effect.type === 'open-session');
    if (state.step === 'submitting') return isUnderWay('create-attempt');
    if (state.step === 'at-bank') return isUnderWay('follow-attempt') || isUnderWay('answer-challenge');
    if (state.step === 'challenge' && state.request === 'pending') return isUnderWay('change-challenge');
    if (state.step === 'challenge' && state.challenge.type === 'approval') return isUnderWay('follow-attempt');
    return true;
  }

  #checkWayOut(): void {
    const asked = transition(this.flow, { type: 'leave' }).flow;
    if (asked.state.step === 'closed') return;
    assert.ok(asked.isAsking);
    assert.equal(transition(asked, { type: 'exit' }).flow.state.step, 'closed');
    assert.equal(transition(asked, { type: 'stay' }).flow.state, this.flow.state);
  }
}

function move(moves: (() => void)[], choice: number): void {
  moves[choice % moves.length]?.();
}
