import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** The actions of the console. */
export const actionNames = ['break', 'connect', 'expire', 'disconnect', 'deliver'] as const;

/** An action of the console. */
export type ActionName = (typeof actionNames)[number];

/** A form with one button. `hint` explains the action. */
export function actionButton(action: ActionName, id: string, label: string, hint = ''): Markup {
  return html`<form method="post" action="/sandbox/">
    <input type="hidden" name="id" value="${id}" />
    <button name="action" value="${action}" title="${hint}" aria-label="${label} ${id}" data-key="${action} ${id}">
      ${label}
    </button>
  </form>`;
}
