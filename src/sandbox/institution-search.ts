import { fold } from './fold.ts';
import type { SandboxInstitution } from './institution.ts';

/** Finds institutions by name, alias or national code: all that match, best first. */
export type InstitutionSearch = (query: string) => readonly SandboxInstitution[];

type Entry = { institution: SandboxInstitution; texts: readonly string[] };

/** Makes the search over `institutions`; those that match equally well keep their order. */
export function createSearch(institutions: readonly SandboxInstitution[]): InstitutionSearch {
  const entries = institutions.map((institution) => ({
    institution,
    texts: [institution.name, ...institution.aliases].map(fold),
  }));
  return (query) => {
    const wanted = fold(query);
    if (wanted === '') return institutions;
    return entries
      .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
      .filter(({ rank }) => rank < noMatch)
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ entry }) => entry.institution);
  };
}

const noMatch = 5;

/** 0 is the best: the whole name or code, its beginning, a word's beginning, each word's beginning, anywhere. */
function rankOf({ institution, texts }: Entry, wanted: string): number {
  if (institution.code === wanted) return 0;
  const words = wanted.split(' ');
  return Math.min(
    ...texts.map((text) => {
      if (text === wanted) return 0;
      if (text.startsWith(wanted)) return 1;
      if (` ${text}`.includes(` ${wanted}`)) return 2;
      if (words.every((word) => ` ${text}`.includes(` ${word}`))) return 3;
      return text.includes(wanted) ? 4 : noMatch;
    }),
  );
}
