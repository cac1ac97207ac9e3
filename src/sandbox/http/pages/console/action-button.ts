import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** What the console can do. */
export const actionNames = ['break', 'connect', 'expire', 'deliver'] as const;

/** What a button of the console does. */
export type ActionName = (typeof actionNames)[number];

/** A form of one button. `hint` is for who hears the button without its row. */
export function actionButton(action: ActionName, id: string, label: string, hint = ''): Markup {
  return html`<form method="post" action="/sandbox/">
    <input type="hidden" name="id" value="${id}" />
    <button name="action" value="${action}" title="${hint}" aria-label="${label} ${id}" data-key="${action} ${id}">
      ${label}
    </button>
  </form>`;
}
