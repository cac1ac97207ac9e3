import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generatedCatalog, readCatalog } from '../../src/sandbox/institutions/catalog.ts';
import { createSearch } from '../../src/sandbox/institutions/search.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';

const file = new URL('support/real-looking-banks.json', import.meta.url).pathname;
const search = createSearch([...scenarioBanks, ...readCatalog(file), ...generatedCatalog()], scenarioBanks.length);

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
  const [match] = search(query, 1).matches;
  assert.ok(match);
  const { name } = match.institution;
  return match.marks.map(([start, end]) => name.slice(start, end)).join('|');
};

describe('the search over 12,000 institutions', () => {
  it('is tested with sixty queries', () => assert.equal(queries.length, 60));

  for (const [query, id] of queries) {
    it(`has the right bank among the first three for “${query}”`, () => {
      const first = search(query, 3).matches;
      assert.ok(
        first.some(({ institution }) => institution.id === id),
        first.map(({ institution }) => institution.name).join(', '),
      );
    });
  }

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
      assert.equal(search(query, 1).matches[0]?.foundBy, foundBy, query);
    }
  });

  it('finds nothing for nonsense, and accepts any text', () => {
    for (const query of ['zzqqxx', '((((', '.*', '\u202e\u0000', '🏦', ' - ']) {
      assert.deepEqual(search(query, 3), { matches: [], total: 0 }, query);
    }
    const started = process.cpuUsage();
    search('banco '.repeat(2_000), 30);
    search('a'.repeat(100_000), 30);
    search('e i o u a '.repeat(20), 30);
    // CPU time of this process, in microseconds: other processes have no effect on it.
    assert.ok(process.cpuUsage(started).user < 5_000_000);
  });

  it('uses only the first eight different words of a long query', () => {
    const letters = 'bcdfghij'.split('');
    const eight = search(letters.join(' '), 20);
    for (const query of [
      [...letters, ...'klmnopqrstuvwxyz0123456789'.split('')].join(' '),
      'b b b b c d f g h i j k l m',
      [...letters, 'lapacho', 'quillay'].join(' '),
    ]) {
      assert.deepEqual(search(query, 20), eight, query);
    }
  });

  it('treats only the last two of many single letters as prefixes', () => {
    // No bank has the word “c” or “m”, and thousands have a word with that first letter.
    assert.equal(search('c a b lapacho', 1).total, search('m a b lapacho', 1).total);
    for (const query of ['c lapacho', 'b n lapacho']) assert.ok(search(query, 1).total < search('lapacho', 1).total);
  });

  it('returns at most `limit` of thousands of matches, also for a repeated query', () => {
    const [three, ten, threeAgain] = [3, 10, 3].map((limit) => search('C', limit));
    assert.ok(three && ten && threeAgain && ten.total > 1_000);
    assert.equal(ten.matches.length, 10);
    assert.deepEqual(three, { matches: ten.matches.slice(0, 3), total: ten.total });
    assert.deepEqual(threeAgain, three);
  });

  it('returns the popular banks for an empty query', () => {
    assert.deepEqual(
      search('  ', 30).matches.map(({ institution }) => institution.id),
      scenarioBanks.map(({ id }) => id),
    );
  });
});
