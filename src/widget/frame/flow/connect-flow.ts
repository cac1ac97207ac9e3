import { cancelAttempt } from '../api/cancel-attempt.ts';
import { network } from '../api/network.ts';
import { KeyboardGuard } from '../host-link/keyboard-guard.ts';
import type { HostPort } from '../host-link/port.ts';
import type { Effect } from './effect.ts';
import type { FlowEvent } from './event.ts';
import { runRequest, type Request } from './requests/run-request.ts';
import { hasTextInput, type Flow, type FlowOptions } from './state.ts';
import { begin, transition } from './transition.ts';

/** Runs one flow: applies events to it, and executes the effects of its transitions. */
export class ConnectFlow {
  readonly #port: HostPort;
  readonly #onChange: () => void;
  readonly #keyboard: KeyboardGuard;
  #flow: Flow;
  // Aborts the requests of the flow's state when the flow leaves that state.
  #controller = new AbortController();

  constructor(port: HostPort, options: FlowOptions, onChange: () => void) {
    this.#port = port;
    this.#onChange = onChange;
    const { flow, effects } = begin(options, networkState());
    this.#flow = flow;
    this.#keyboard = new KeyboardGuard(port, () => hasTextInput(this.#flow.state));
    this.#run(effects);
    network.addEventListener('change', () => this.dispatch({ type: networkState() }));
  }

  get flow(): Flow {
    return this.#flow;
  }

  /** Applies an event: of the user, of the host's page, or the result of a request. */
  dispatch(event: FlowEvent): void {
    const former = this.#flow;
    const { flow, effects } = transition(former, event);
    this.#flow = flow;
    if (flow.stateId !== former.stateId) this.#abortRequests();
    this.#run(effects);
    // Most events are letters, which change nothing here: rendering would delay them.
    if (flow !== former) this.#onChange();
  }

  #abortRequests(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    if (hasTextInput(this.#flow.state)) this.#keyboard.request();
  }

  #run(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'post') this.#port.send(effect.message);
      // At once, since the next effect may be `exit`: a request that starts after the host has removed the frame is lost.
      // If it fails, the server's own time limit ends the attempt.
      else if (effect.type === 'cancel-attempt') cancelAttempt(effect.attemptToken).catch(() => undefined);
      else void this.#request(effect);
    }
  }

  async #request(request: Request): Promise<void> {
    const { signal } = this.#controller;
    const { stateId } = this.#flow;
    this.dispatch(await runRequest(request, { stateId, signal, origin: this.#port.hostOrigin }));
  }
}

function networkState(): 'online' | 'offline' {
  return network.isOffline ? 'offline' : 'online';
}
