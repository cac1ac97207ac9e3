import { html, type TemplateResult } from 'lit';
import { setText } from '../../i18n/set-text.ts';

const tintCount = 5;

/** A bank's initials on a background tint that its name decides. Hidden from screen readers: the name is beside it. */
export function monogram(name: string): TemplateResult {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  // "Banco de Chile" is BC: small words such as "de" carry no initial.
  const significant = words.filter((word) => !/^\p{Ll}{1,3}$/u.test(word));
  const initials = (significant.length ? significant : words).slice(0, 2).map((word) => Array.from(word)[0] ?? '');
  let sum = 0;
  for (const character of name.slice(0, 64)) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return html`<span
    class="monogram"
    data-tint=${sum % tintCount}
    translate="no"
    aria-hidden="true"
    ${setText(initials.join('').toUpperCase())}
  ></span>`;
}
