import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

/** An id, as a link to all that belongs to it. */
export const findLink = (id: string): Markup =>
  html`<a href="/sandbox/?find=${encodeURIComponent(id)}" data-key="find ${id}">${id}</a>`;
