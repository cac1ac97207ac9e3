import type { FlowEvent } from '../../../src/widget/frame/flow/event.ts';
import type { Flow, FlowOptions } from '../../../src/widget/frame/flow/state.ts';
import { transition } from '../../../src/widget/frame/flow/transition.ts';
import type { HostPort } from '../../../src/widget/frame/host-link/port.ts';
import { loadLaterSteps } from '../../../src/widget/frame/loading/later-steps.ts';
import { applyLook, stateName } from '../pages/look.ts';
import { isWidgetState, widgetStates, type WidgetState } from '../states.ts';
import { perform, see } from './perform.ts';

/**
 * Stands in for the frame's own `ConnectFlow`: begins in the state that the address names, and makes no request. What
 * the user does in it has its effect, as far as that needs no server.
 */
export class ConnectFlow {
  readonly #port: HostPort;
  readonly #onChange: () => void;
  #flow: Flow;

  constructor(port: HostPort, _options: FlowOptions, onChange: () => void) {
    if (!isWidgetState(stateName)) throw new Error(`Expected the name of a state; got "${stateName}".`);
    const state: WidgetState = widgetStates[stateName];
    applyLook();
    this.#port = port;
    this.#onChange = onChange;
    // Shows nothing.
    this.#flow = { ...state.flow, state: { step: 'closed' } };
    void this.#show(state);
  }

  /** Shows a state once the code of its step is there, as it always is when a user comes to it. */
  async #show({ flow, actions = [] }: WidgetState): Promise<void> {
    await loadLaterSteps();
    if (flow.state.step === 'opening') {
      // While nothing has been on screen yet, the frame leaves this state to the spinner of the host's side.
      this.#set({ ...flow, state: { step: 'list', untouched: true } });
      await see('institution-step h1');
    }
    this.#set(flow);
    await perform(actions);
  }

  #set(flow: Flow): void {
    this.#flow = flow;
    this.#onChange();
  }

  get flow(): Flow {
    return this.#flow;
  }

  dispatch(event: FlowEvent): void {
    const { flow, effects } = transition(this.#flow, event);
    for (const effect of effects) {
      // A page that has something to lose would ask before it loads again.
      if (effect.type === 'post' && effect.message.type !== 'unsaved') this.#port.send(effect.message);
    }
    this.#set(flow);
  }
}
