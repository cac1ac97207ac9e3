import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { setText } from '../i18n/set-text.ts';

/** A link to a page of the bank or of the application. What was typed stays, since it opens in a new tab. */
export function externalLink(url: string, text: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">
    <span ${setText(text)}></span>
    <span class="visually-hidden" ${setText(msg('(opens in a new tab)'))}></span>
  </a>`;
}
