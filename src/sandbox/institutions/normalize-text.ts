/** Text as it is searched: no accents, no capitals, single blanks. `Itaú ` is `itau`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
