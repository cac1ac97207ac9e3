import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { FoundInstitution } from '../../shared/widget-api.ts';
import { summaryOf, type SandboxInstitution } from './institution.ts';
import { normalizeText } from './normalize-text.ts';

/** A search result: an institution and what matched the query. */
export type Match = {
  institution: SandboxInstitution;
  /** The parts of the name that match, as UTF-16 offsets. */
  marks: [start: number, end: number][];
  /** The alias, initials or code that matches; null if the name matches. */
  foundBy: string | null;
};

/** A search result, as the API sends it. */
export function foundOf({ institution, marks, foundBy }: Match): FoundInstitution {
  return { ...summaryOf(institution), marks, foundBy };
}

/** What to search beside the text. Countries are in ISO 3166-1 alpha-2. */
export type SearchScope = {
  /** The maximum number of matches. */
  limit: number;
  /** Only this country; null for all. */
  country?: string | null;
  /** The user's country, whose institutions come first among equals. */
  homeCountry?: string | null;
};

/**
 * Finds institutions by name, alias, initials or national code. Returns the best matches, best first, and their total. For
 * an empty query the popular ones; in one country, all of its institutions, the popular ones first.
 */
export type InstitutionSearch = (query: string, scope: SearchScope) => { matches: readonly Match[]; total: number };

/** Longer queries are cut off. In UTF-16 units. */
const maxQueryLength = 100;

/** The number of different words that are searched: each one costs a pass through the index. */
const maxQueryWords = 8;

/** A query with more matches than this is cached: a first letter matches thousands, and every search begins with one. */
const minCachedMatches = 300;

/** The number of cached queries. */
const maxCachedQueries = 1_000;

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The initials of `Banco de Crédito e Inversiones` are BCI: short lowercase words do not count. */
function initialsOf(name: string): string {
  const mainWords = words(name).filter((word) => !/^\p{Ll}{1,3}$/u.test(word));
  return mainWords.length > 1 ? mainWords.map((word) => word.slice(0, 1)).join('') : '';
}

/** The ways to type a code: `012` and `12`. */
const codesOf = (code: string | null): string => (code === null ? '' : `${code} ${code.replace(/^0+/, '')}`);

const common: SearchOptions = {
  // A single letter is the prefix of thousands of words, so only the last two single letters are prefixes.
  prefix: (term, index, terms) =>
    term.length > 1 || terms.slice(index + 1).filter((later) => later.length === 1).length < 2,
  // Short words have too many similar words, and a code with a wrong digit is the code of another bank.
  fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : term.length < 6 ? 1 : 2),
  maxFuzzy: 2,
  weights: { prefix: 0.6, fuzzy: 0.2 },
  boost: { name: 2, aliases: 1.5, initials: 3, code: 3 },
};

/** Creates a search over `institutions`. The first `popular` institutions rank higher: see {@link rankOf}. */
export function createSearch(institutions: readonly SandboxInstitution[], popular: number): InstitutionSearch {
  const index = new MiniSearch<{ id: number }>({
    fields: ['name', 'aliases', 'initials', 'code'],
    tokenize: words,
    processTerm: normalizeText,
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
  // Normalized once, because a short query compares thousands of names.
  const normalized = institutions.map(({ name, aliases, code }, id) => ({
    names: [name, ...aliases].map(normalizeText),
    code,
    initials: normalizeText(initialsOf(name)),
    isPopular: id < popular,
  }));

  const cache = new Map<string, ReturnType<InstitutionSearch>>();

  return (query, { limit, country = null, homeCountry = null }) => {
    const wanted = normalizeText(query.slice(0, maxQueryLength));
    if (wanted === '') return list(limit, country);
    const key = [limit, country, homeCountry, wanted].join(' ');
    const known = cache.get(key);
    if (known) return known;
    const found = search(wanted, limit, country, homeCountry);
    if (found.total > minCachedMatches) cache.set(key, found);
    const [oldest] = cache.keys();
    if (cache.size > maxCachedQueries && oldest !== undefined) cache.delete(oldest);
    return found;
  };

  function list(limit: number, country: string | null): ReturnType<InstitutionSearch> {
    const listed =
      country === null ? institutions.slice(0, popular) : institutions.filter((each) => each.country === country);
    const matches = listed.slice(0, limit).map((institution) => ({ institution, marks: [], foundBy: null }));
    return { matches, total: listed.length };
  }

  function search(
    wanted: string,
    limit: number,
    country: string | null,
    homeCountry: string | null,
  ): ReturnType<InstitutionSearch> {
    const terms = [...new Set(words(wanted))].slice(0, maxQueryWords).join(' ');
    if (terms === '') return { matches: [], total: 0 };
    const isAtHome = (id: number): boolean => homeCountry !== null && institutions[id]?.country === homeCountry;
    const options: SearchOptions = {
      boostDocument: (id: number) => (id < popular ? 1.2 : 1) * (isAtHome(id) ? 1.2 : 1),
      filter: ({ id }) => country === null || institutions[Number(id)]?.country === country,
    };
    // First institutions with all words; if there are none, those with any.
    let results = index.search(terms, { ...options, combineWith: 'AND' });
    if (results.length === 0) results = index.search(terms, { ...options, combineWith: 'OR' });
    const ranked = results
      .map((result) => {
        const id = Number(result.id);
        return { result, rank: rankOf(normalized[id], wanted), away: isAtHome(id) ? 0 : 1 };
      })
      .toSorted(
        (a, b) =>
          a.rank - b.rank ||
          // Among other matches the score decides, with its own weight for the user's country.
          (a.rank < otherRank ? a.away - b.away : 0) ||
          b.result.score - a.result.score,
      );
    const matches = ranked.slice(0, limit).flatMap(({ result }) => {
      const institution = institutions[Number(result.id)];
      return institution ? [describe(institution, result)] : [];
    });
    return { matches, total: results.length };
  }
}

/** The texts by which an institution is ranked, normalized. */
type RankedTexts = { names: string[]; code: string | null; initials: string; isPopular: boolean };

const otherRank = 4;

/**
 * The rank, before the score of the words: 0 for a whole name or code, 1 for a popular institution with a word of its name
 * that begins with the query, 2 for whole initials, 3 for the start of a name, 4 for any other match.
 */
function rankOf(texts: RankedTexts | undefined, wanted: string): number {
  if (!texts) return otherRank;
  const { names, code, initials, isPopular } = texts;
  if (names.includes(wanted) || code === wanted) return 0;
  if (isPopular && names.some((each) => ` ${each}`.includes(` ${wanted}`))) return 1;
  if (initials === wanted) return 2;
  return names.some((each) => each.startsWith(wanted)) ? 3 : otherRank;
}

function describe(institution: SandboxInstitution, { match, queryTerms }: SearchResult): Match {
  const { name, aliases, code } = institution;
  const terms = Object.entries(match);
  const inName = new Set(terms.filter(([, fields]) => fields.includes('name')).map(([term]) => term));
  const marks = [...name.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }): [number, number][] => {
    const text = normalizeText(word);
    if (!inName.has(text)) return [];
    // The part that was typed, or the whole word if there is a typo.
    const typed = queryTerms.find((term) => text.startsWith(term));
    return [[index, index + (typed && text.length === word.length ? typed.length : word.length)]];
  });
  if (marks.length > 0) return { institution, marks, foundBy: null };
  const fields = new Set(terms.flatMap(([, found]) => found));
  const alias = aliases.find((each) => words(each).some((word) => Object.hasOwn(match, normalizeText(word))));
  const foundBy = fields.has('code') ? code : fields.has('initials') ? initialsOf(name) : (alias ?? null);
  return { institution, marks, foundBy };
}
