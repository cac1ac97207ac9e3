import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generatedCatalog, readCatalog } from '../../src/sandbox/institutions/catalog.ts';
import type { SandboxInstitution } from '../../src/sandbox/institutions/institution.ts';
import { normalizeText } from '../../src/sandbox/institutions/normalize-text.ts';
import { createSearch } from '../../src/sandbox/institutions/search.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';

const file = new URL('support/real-looking-banks.json', import.meta.url).pathname;
const banks = [...scenarioBanks, ...readCatalog(file), ...generatedCatalog()];
const search = createSearch(banks, scenarioBanks.length);

/** Queries, and the bank that the user means. */
const queries: [query: string, id: string][] = [
  // Accents and capitals
  ['Itau', 'itau'],
  ['itaú', 'itau'],
  ['BANCO DE BOGOTA', 'bogota'],
  ['uala', 'uala'],
  ['caixa economica', 'caixa'],
  ['credito e inversiones', 'bci'],
  ['nacion argentina', 'nacion-ar'],
  ['bbva mexico', 'bbva-mx'],
  ['jequitiba', 'banco-jequitiba'],
  ['nirre', 'cooperativa-nirre'],
  ['maiten', 'banco-maiten'],
  ['ipe empresas', 'ipe-empresas'],
  // Typos
  ['santnader chile', 'santander-cl'],
  ['bradesko', 'bradesco'],
  ['scotibank', 'scotiabank'],
  ['falabela', 'falabella'],
  ['davivenda', 'davivienda'],
  ['pichinca', 'pichincha'],
  ['guayaqil', 'guayaquil'],
  ['bancolumbia', 'bancolombia'],
  ['banko ripley', 'ripley'],
  ['coopeuhc', 'coopeuch'],
  ['interbanck', 'interbank'],
  ['quilay', 'caja-quillay'],
  ['lapaccho', 'banco-lapacho'],
  ['azetca', 'azteca'],
  // Initials
  ['bci', 'bci'],
  ['BCP', 'bcp'],
  ['bna', 'nacion-ar'],
  ['cef', 'caixa'],
  ['BB', 'banco-do-brasil'],
  ['brou', 'brou'],
  ['bmt', 'banco-maiten'],
  ['bbva', 'bbva-mx'],
  // Aliases
  ['nubank', 'nubank'],
  ['banrisul', 'banrisul'],
  ['bancomer', 'bbva-mx'],
  ['banamex', 'citibanamex'],
  ['banorte', 'banorte'],
  ['bancoestado', 'bancoestado'],
  ['cuenta rut', 'bancoestado'],
  ['cuentarut', 'bancoestado'],
  ['daviplata', 'davivienda'],
  ['bapro', 'provincia'],
  ['edwards', 'banco-de-chile'],
  ['c6 bank', 'c6'],
  // National codes
  ['341', 'itau'],
  ['260', 'nubank'],
  ['748', 'sicredi'],
  ['016', 'bci'],
  ['16', 'bci'],
  ['672', 'coopeuch'],
  ['285', 'macro'],
  ['901', 'banco-alerce'],
  // Parts and order
  ['chile banco', 'banco-de-chile'],
  ['rio grande', 'banrisul'],
  ['estado de chile', 'bancoestado'],
  ['prov buenos', 'provincia'],
  ['alerce', 'banco-alerce'],
  ['scot', 'scotiabank'],
];

/** The marked parts of the best match. */
const marked = (query: string): string => {
  const [match] = search(query, { limit: 1 }).matches;
  assert.ok(match);
  const { name } = match.institution;
  return match.marks.map(([start, end]) => name.slice(start, end)).join('|');
};

/** Whether a text is a whole name, alias or code: that comes before everything else. */
const isWhole = (text: string, { name, aliases, code }: SandboxInstitution): boolean =>
  [name, ...aliases, code ?? ''].some((each) => normalizeText(each) === normalizeText(text));

describe('the search over 12,000 institutions', () => {
  it('is tested with sixty queries', () => assert.equal(queries.length, 60));

  for (const [query, id] of queries) {
    it(`has the right bank among the first three for “${query}”`, () => {
      const first = search(query, { limit: 3 }).matches;
      assert.ok(
        first.some(({ institution }) => institution.id === id),
        first.map(({ institution }) => institution.name).join(', '),
      );
    });
  }

  it('has the popular banks that begin with what was typed before all others, at each letter', () => {
    for (const { name } of scenarioBanks) {
      const wordStarts = [...name.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => name.slice(index));
      for (const start of wordStarts) {
        for (let length = 1; length <= start.length; length += 1) {
          for (const typed of [start.slice(0, length), normalizeText(start.slice(0, length))]) {
            const found = search(typed, { limit: 30 }).matches.map(({ institution }) => institution);
            const others = found.filter((each) => !isWhole(typed, each));
            const firstUnknown = others.findIndex((each) => !scenarioBanks.includes(each));
            const begins = (each: string): boolean => ` ${normalizeText(each)}`.includes(` ${normalizeText(typed)}`);
            const popular = scenarioBanks.filter(
              (each) => !isWhole(typed, each) && [each.name, ...each.aliases].some(begins),
            );
            assert.ok(
              others.slice(0, popular.length).every((each) => popular.includes(each)),
              `“${typed}” has ${others[firstUnknown]?.name} before a popular bank`,
            );
          }
        }
      }
    }
  });

  it('has the banks of the user’s country first among equals, and a whole name from anywhere before them', () => {
    for (const homeCountry of ['BR', 'CL', 'AR']) {
      for (const typed of ['b', 'ban', 'banc', 'caja', 'coop']) {
        const [best] = search(typed, { limit: 1, homeCountry }).matches;
        const [anyAtHome] = search(typed, { limit: 1, country: homeCountry }).matches;
        const isPopular = best && scenarioBanks.includes(best.institution);
        const isPopularAtHome = anyAtHome && scenarioBanks.includes(anyAtHome.institution);
        if (isPopular === isPopularAtHome) assert.equal(best?.institution.country, homeCountry, typed);
      }
      assert.equal(search('Banco Lapacho', { limit: 1, homeCountry }).matches[0]?.institution.id, 'banco-lapacho');
    }
    // The queries above, of users in the country of the bank.
    for (const [query, id] of queries) {
      const homeCountry = banks.find((each) => each.id === id)?.country ?? null;
      const first = search(query, { limit: 3, homeCountry }).matches.map(({ institution }) => institution);
      assert.ok(
        first.some((each) => each.id === id),
        `${query} in ${homeCountry}: ${first.map(({ name }) => name).join(', ')}`,
      );
    }
  });

  it('finds the banks of one country only, and without a text lists all of them, the popular ones first', () => {
    const inBrazil = search('banco', { limit: 100, country: 'BR' });
    assert.ok(inBrazil.total > 0 && inBrazil.total < search('banco', { limit: 1 }).total);
    assert.ok(inBrazil.matches.every(({ institution }) => institution.country === 'BR'));
    const all = search('', { limit: 20, country: 'BR' });
    const popular = scenarioBanks.filter(({ country }) => country === 'BR');
    assert.deepEqual(
      all.matches.slice(0, popular.length).map(({ institution }) => institution),
      popular,
    );
    assert.equal(all.matches.length, 20);
    assert.ok(all.total > 1_000);
    assert.deepEqual(search('banco', { limit: 5, country: 'ZZ' }), { matches: [], total: 0 });
  });

  it('marks what was typed, also in words with accents', () => {
    assert.equal(marked('banco itau par'), 'Banco|Itaú|Par');
    assert.equal(marked('jequi'), 'Jequi');
  });

  it('marks the whole word if there is a typo in it', () => assert.equal(marked('falabela'), 'Falabella'));

  it('names the alias, initials or code that matches, if the name does not', () => {
    for (const [query, foundBy] of [
      ['nubank', 'Nubank'],
      ['341', '341'],
      ['bci', 'BCI'],
      ['alerce', null],
    ] as const) {
      assert.equal(search(query, { limit: 1 }).matches[0]?.foundBy, foundBy, query);
    }
  });

  it('finds nothing for nonsense, and accepts any text', () => {
    for (const query of ['zzqqxx', '((((', '.*', '\u202e\u0000', '🏦', ' - ']) {
      assert.deepEqual(search(query, { limit: 3 }), { matches: [], total: 0 }, query);
    }
    const started = process.cpuUsage();
    search('banco '.repeat(2_000), { limit: 30 });
    search('a'.repeat(100_000), { limit: 30 });
    search('e i o u a '.repeat(20), { limit: 30 });
    // CPU time of this process, in microseconds: other processes have no effect on it.
    assert.ok(process.cpuUsage(started).user < 5_000_000);
  });

  it('uses only the first eight different words of a long query', () => {
    const letters = 'bcdfghij'.split('');
    const eight = search(letters.join(' '), { limit: 20 });
    for (const query of [
      [...letters, ...'klmnopqrstuvwxyz0123456789'.split('')].join(' '),
      'b b b b c d f g h i j k l m',
      [...letters, 'lapacho', 'quillay'].join(' '),
    ]) {
      assert.deepEqual(search(query, { limit: 20 }), eight, query);
    }
  });

  it('treats only the last two of many single letters as prefixes', () => {
    // No bank has the word “c” or “m”, and thousands have a word with that first letter.
    assert.equal(search('c a b lapacho', { limit: 1 }).total, search('m a b lapacho', { limit: 1 }).total);
    for (const query of ['c lapacho', 'b n lapacho'])
      assert.ok(search(query, { limit: 1 }).total < search('lapacho', { limit: 1 }).total);
  });

  it('returns at most `limit` of thousands of matches, also for a repeated query', () => {
    const [three, ten, threeAgain] = [3, 10, 3].map((limit) => search('C', { limit }));
    assert.ok(three && ten && threeAgain && ten.total > 1_000);
    assert.equal(ten.matches.length, 10);
    assert.deepEqual(three, { matches: ten.matches.slice(0, 3), total: ten.total });
    assert.deepEqual(threeAgain, three);
  });

  it('returns the popular banks for an empty query', () => {
    assert.deepEqual(
      search('  ', { limit: 30 }).matches.map(({ institution }) => institution.id),
      scenarioBanks.map(({ id }) => id),
    );
  });
});
