import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import { fold } from './normalize-text.ts';
import type { FoundInstitution } from '../../shared/widget-api.ts';
import { summaryOf, type SandboxInstitution } from './institution.ts';

/** An institution with what it was found by. */
export type Match = {
  institution: SandboxInstitution;
  /** The parts of the name that match, as UTF-16 offsets. */
  marks: [start: number, end: number][];
  /** The alias, initials or code it was found by; null where the name says it. */
  foundBy: string | null;
};

/** What a list shows of an institution that was found. */
export function foundOf({ institution, marks, foundBy }: Match): FoundInstitution {
  return { ...summaryOf(institution), marks, foundBy };
}

/** Finds institutions by name, alias, initials or national code: the best of them, best first, and how many match. */
export type InstitutionSearch = (query: string, limit: number) => { matches: readonly Match[]; total: number };

/** Longer queries are cut, in UTF-16 units: nobody types them. */
const longestQuery = 100;

/** So many different words of a query are looked for: each of them costs a walk through the index. */
const mostWords = 8;

/** What matches more than this is found once and kept: a first letter matches thousands, and every search begins with one. */
const broad = 300;

/** So many broad queries are kept, the latest. */
const capacity = 1_000;

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** "Banco de Crédito e Inversiones" is BCI: small words carry no initial. */
function initialsOf(name: string): string {
  const telling = words(name).filter((word) => !/^\p{Ll}{1,3}$/u.test(word));
  return telling.length > 1 ? telling.map((word) => word.slice(0, 1)).join('') : '';
}

/** A code as people type it: `012` and `12`. */
const codesOf = (code: string | null): string => (code === null ? '' : `${code} ${code.replace(/^0+/, '')}`);

const common: SearchOptions = {
  // A single letter begins thousands of words: of many, the last two count as beginnings.
  prefix: (term, index, terms) =>
    term.length > 1 || terms.slice(index + 1).filter((later) => later.length === 1).length < 2,
  // Short words have too many neighbours, and a code with a wrong digit is another bank's.
  fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : term.length < 6 ? 1 : 2),
  maxFuzzy: 2,
  weights: { prefix: 0.6, fuzzy: 0.2 },
  boost: { name: 2, aliases: 1.5, initials: 3, code: 3 },
};

/** Makes the search over `institutions`; the first `popular` of them win where others match as well. */
export function createSearch(institutions: readonly SandboxInstitution[], popular: number): InstitutionSearch {
  const index = new MiniSearch<{ id: number }>({
    fields: ['name', 'aliases', 'initials', 'code'],
    tokenize: words,
    processTerm: fold,
    searchOptions: common,
  });
  index.addAll(
    institutions.map(({ name, aliases, code }, id) => ({
      id,
      name,
      aliases: aliases.join(' '),
      initials: initialsOf(name),
      code: codesOf(code),
    })),
  );
  const boostDocument = (id: number): number => (id < popular ? 1.2 : 1);
  // Folded once: a short query matches thousands.
  const folded = institutions.map(({ name, aliases, code }) => ({
    names: [name, ...aliases].map(fold),
    short: [code, fold(initialsOf(name))],
  }));
  const asked = institutions.slice(0, popular).map((institution) => ({ institution, marks: [], foundBy: null }));

  const kept = new Map<string, ReturnType<InstitutionSearch>>();

  return (query, limit) => {
    const wanted = fold(query.slice(0, longestQuery));
    if (wanted === '') return { matches: asked.slice(0, limit), total: asked.length };
    const key = `${limit} ${wanted}`;
    const known = kept.get(key);
    if (known) return known;
    const found = search(wanted, limit);
    if (found.total > broad) kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
    return found;
  };

  function search(wanted: string, limit: number): ReturnType<InstitutionSearch> {
    const terms = [...new Set(words(wanted))].slice(0, mostWords).join(' ');
    if (terms === '') return { matches: [], total: 0 };
    // All of the words; where nothing has all of them, any.
    let results = index.search(terms, { combineWith: 'AND', boostDocument });
    if (results.length === 0) results = index.search(terms, { combineWith: 'OR', boostDocument });
    const ranked = results
      .map((result) => ({ result, rank: rankOf(folded[Number(result.id)], wanted) }))
      .toSorted((a, b) => a.rank - b.rank || b.result.score - a.result.score);
    const matches = ranked.slice(0, limit).flatMap(({ result }) => {
      const institution = institutions[Number(result.id)];
      return institution ? [describe(institution, result)] : [];
    });
    return { matches, total: results.length };
  }
}

/** What counts for more than the words do: 0 the whole name, code or initials, 1 the name's beginning, 2 anything else. */
function rankOf(
  { names, short }: { names: string[]; short: (string | null)[] } = { names: [], short: [] },
  wanted: string,
): number {
  if (names.includes(wanted) || short.includes(wanted)) return 0;
  return names.some((each) => each.startsWith(wanted)) ? 1 : 2;
}

function describe(institution: SandboxInstitution, { match, queryTerms }: SearchResult): Match {
  const { name, aliases, code } = institution;
  const terms = Object.entries(match);
  const inName = new Set(terms.filter(([, fields]) => fields.includes('name')).map(([term]) => term));
  const marks = [...name.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }): [number, number][] => {
    const folded = fold(word);
    if (!inName.has(folded)) return [];
    // The part that was typed; of a word with a typo in it, all.
    const typed = queryTerms.find((term) => folded.startsWith(term));
    return [[index, index + (typed && folded.length === word.length ? typed.length : word.length)]];
  });
  if (marks.length > 0) return { institution, marks, foundBy: null };
  const fields = new Set(terms.flatMap(([, found]) => found));
  const alias = aliases.find((each) => words(each).some((word) => Object.hasOwn(match, fold(word))));
  const foundBy = fields.has('code') ? code : fields.has('initials') ? initialsOf(name) : (alias ?? null);
  return { institution, marks, foundBy };
}
