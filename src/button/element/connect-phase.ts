/** The button's phase. Each but `idle` is also a custom state: `:state(loading)`, `:state(open)` … */
export type ConnectPhase = 'idle' | 'loading' | 'open' | 'connected' | 'failed';

/** Makes the phase the element's only custom state. */
export function setCustomState(internals: ElementInternals, phase: ConnectPhase): void {
  // Firefox before 126 and Safari before 17.4 have no custom states.
  const { states } = internals as { states?: CustomStateSet };
  states?.clear();
  try {
    if (phase !== 'idle') states?.add(phase);
  } catch {
    // Chromium before 125 takes only names that begin with two hyphens, and calls them `:--loading`.
    states?.add(`--${phase}`);
  }
}
