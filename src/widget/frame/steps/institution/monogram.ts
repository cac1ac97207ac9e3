const tintCount = 5;

/** A bank's initials, and which background tint they have: its name decides both. */
export function monogramOf(name: string): { initials: string; tint: number } {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  // "Banco de Chile" is BC: small words such as "de" carry no initial.
  const significant = words.filter((word) => !/^\p{Ll}{1,3}$/u.test(word));
  const initials = (significant.length ? significant : words).slice(0, 2).map((word) => Array.from(word)[0] ?? '');
  let sum = 0;
  for (const character of name.slice(0, 64)) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return { initials: initials.join('').toUpperCase(), tint: sum % tintCount };
}
