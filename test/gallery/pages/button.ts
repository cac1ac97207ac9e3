// One state of the button. A widget that does at once what the state wants stands in for Araucaria's.
import '../../../src/button/define.ts';
import { AraucariaError } from '../../../src/button/errors.ts';
import { buttonStates, type ButtonRun } from '../button-states.ts';
import { applyLook, stateName, theme } from './look.ts';

applyLook();

const state = buttonStates[stateName];
if (!state) throw new Error(`Expected the name of a state; got "${stateName}".`);
const { attributes = {}, run } = state;

type Outcomes = {
  requestToken(signal: AbortSignal): Promise<unknown>;
  onSuccess(): void;
  onExit(error: unknown): void;
};

/** Ends a run as the state wants. */
async function end(wanted: ButtonRun | undefined, { requestToken, onSuccess, onExit }: Outcomes): Promise<void> {
  await requestToken(new AbortController().signal);
  if (wanted === 'connected') onSuccess();
  else if (typeof wanted === 'object') {
    const { code, retryable, requestId } = wanted;
    onExit(Object.assign(new AraucariaError(code, 'As the gallery wants it.', { retryable }), { requestId }));
  }
}

Object.assign(globalThis, {
  Araucaria: {
    // A widget without a version waits for the token, which never comes.
    ...(run !== 'loading' && { version: 'gallery' }),
    open(outcomes: Outcomes) {
      void end(run, outcomes);
      return { close() {} };
    },
  },
});

const button = document.createElement('araucaria-connect-button');
for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
if (theme.accent) button.style.setProperty('--araucaria-connect-button-color', theme.accent);
if (theme.radius) button.style.setProperty('--araucaria-connect-button-radius', theme.radius);
button.fetchToken = () =>
  run === 'loading' ? new Promise(() => {}) : Promise.resolve({ widgetToken: 'wtk_gallery', connectionId: 'gallery' });
document.querySelector('main')?.append(button);
if (run !== undefined) void button.open();

await button.updateComplete;
window.top?.postMessage({ shownAfterMs: performance.now() }, location.origin);
