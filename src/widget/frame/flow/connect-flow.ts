import { loadLaterSteps } from '../loading/later-steps.ts';
import { KeyboardGuard } from '../host-link/keyboard-guard.ts';
import type { HostPort } from '../host-link/port.ts';
import type { Effect } from './effect.ts';
import type { FlowEvent } from './event.ts';
import { runRequest, type Request } from './run-request.ts';
import { takesText, type Flow, type FlowOptions } from './state.ts';
import { begin, transition } from './transition.ts';

/** Runs one flow: applies events to it, and does what its transitions want done. */
export class ConnectFlow {
  readonly #port: HostPort;
  readonly #onChange: () => void;
  readonly #keyboard: KeyboardGuard;
  #flow: Flow;
  // Ends the requests of the flow's state when the state is left.
  #work = new AbortController();

  constructor(port: HostPort, options: FlowOptions, onChange: () => void) {
    this.#port = port;
    this.#onChange = onChange;
    const { flow, effects } = begin(options);
    this.#flow = flow;
    this.#keyboard = new KeyboardGuard(port, () => takesText(this.#flow.state));
    this.#run(effects);
  }

  get flow(): Flow {
    return this.#flow;
  }

  /** Applies an event: what the user did, the host's page said, or a request brought. */
  dispatch(event: FlowEvent): void {
    const { work } = this.#flow;
    const { flow, effects } = transition(this.#flow, event);
    this.#flow = flow;
    if (flow.work !== work) this.#changeState();
    this.#run(effects);
    this.#onChange();
  }

  #changeState(): void {
    this.#work.abort();
    this.#work = new AbortController();
    if (takesText(this.#flow.state)) this.#keyboard.fetch();
  }

  #run(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'post') this.#port.send(effect.message);
      else if (effect.type === 'cancel-attempt') void this.#cancel(effect.attemptToken);
      else void this.#request(effect);
    }
  }

  async #cancel(attemptToken: string): Promise<void> {
    const { cancelAttempt } = await loadLaterSteps();
    // Whether the server gets it or not, its own clock ends the attempt.
    await cancelAttempt(attemptToken).catch(() => undefined);
  }

  async #request(request: Request): Promise<void> {
    const { signal } = this.#work;
    const { work } = this.#flow;
    this.dispatch(await runRequest(request, { work, signal, origin: this.#port.hostOrigin }));
  }
}
