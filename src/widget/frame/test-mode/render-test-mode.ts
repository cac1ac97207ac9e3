import { html, nothing, type TemplateResult } from 'lit';
import type { Flow } from '../flow/state.ts';
import { moduleLoader } from '../loading/load-module.ts';
import address from './test-mode-bar.ts?chunk';
import type { TestModeProps } from './test-mode-bar.ts';

const load = moduleLoader<typeof import('./test-mode-bar.ts')>(address);

/** In a sandbox, the bar that says what to type. Its code loads as soon as it is known to be needed, and nowhere else. */
export function renderTestMode({ session, state, isCovered }: Flow): TemplateResult | typeof nothing {
  const testMode = session.status === 'open' ? session.session.testMode : null;
  if (!testMode) return nothing;
  load().catch(() => undefined);
  if (isCovered) return nothing;
  const props: TestModeProps = { testMode, state };
  return html`<test-mode-bar .props=${props}></test-mode-bar>`;
}
