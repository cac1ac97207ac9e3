import { html } from 'hono/html';
import { rightAnswers } from '../../../../shared/right-answers.ts';
import { namedScenarios } from '../../../bank/scenarios.ts';
import type { Markup } from '../markup.ts';

/** The user names of the fictional banks, and what happens for each. */
export function testNamesView(): Markup {
  const { password, oneTimeCode, securityQuestion } = rightAnswers;
  return html`<p class="quiet">
      The password is <code>${password}</code>, the one-time code <code>${oneTimeCode}</code>, each answer
      <code>${securityQuestion}</code>. Join names with <code>+</code>: <code>otp+slow</code>.
    </p>
    <dl>
      ${namedScenarios.map(
        ({ name, label }) =>
          html`<dt><code>${name}</code></dt>
            <dd>${label.en}</dd>`,
      )}
      <dt><code>error_…</code></dt>
      <dd>Ends in that code of the widget</dd>
    </dl>`;
}
