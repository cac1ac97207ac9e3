/** Removes accents, capitals and repeated spaces, for the search: `Itaú ` is `itau`. */
export function normalizeText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
