import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** A time, in the time zone of this machine. */
export function timeView(ms: number): Markup {
  const date = new Date(ms);
  const isToday = date.toDateString() === new Date().toDateString();
  const text = `${isToday ? '' : `${date.toLocaleDateString('en-CA')} `}${date.toLocaleTimeString('en-GB')}`;
  return html`<time datetime="${date.toISOString()}">${text}</time>`;
}
