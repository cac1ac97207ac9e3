import { generatedCatalog, readCatalog } from './catalog.ts';
import type { SandboxInstitution } from './institution.ts';
import { scenarioBanks } from './scenario-banks.ts';
import { createSearch, type InstitutionSearch } from './search.ts';

/** The institutions of the widget: the scenario banks first, then the catalog. */
export class Institutions {
  readonly #byId: ReadonlyMap<string, SandboxInstitution>;
  /** Finds the institutions that match a query, best first. */
  readonly search: InstitutionSearch;
  /** The countries that have institutions, as ISO 3166-1 alpha-2 codes in alphabetical order. */
  readonly countries: readonly string[];

  /** `file` replaces the generated catalog. */
  constructor(file: string | null) {
    const catalog = file === null ? generatedCatalog() : readCatalog(file);
    const byId = new Map([...catalog, ...scenarioBanks].map((institution) => [institution.id, institution]));
    this.#byId = byId;
    const popular = new Set(scenarioBanks.map(({ id }) => id));
    const others = [...byId.values()].filter(({ id }) => !popular.has(id));
    this.countries = [...new Set([...byId.values()].map(({ country }) => country))].toSorted();
    this.search = createSearch([...scenarioBanks, ...others], scenarioBanks.length);
  }

  find(id: string): SandboxInstitution | null {
    return this.#byId.get(id) ?? null;
  }
}
