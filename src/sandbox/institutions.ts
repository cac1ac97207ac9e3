import { generatedCatalogue, readCatalogue } from './catalogue.ts';
import type { SandboxInstitution } from './institution.ts';
import { createSearch, type InstitutionSearch } from './institution-search.ts';
import { scenarioBanks } from './scenario-banks.ts';

/** The institutions that the widget offers: the scenario banks first, then a catalogue. */
export class Institutions {
  readonly #byId: ReadonlyMap<string, SandboxInstitution>;
  /** All that match, best first; the popular ones first for an empty query. */
  readonly search: InstitutionSearch;

  /** `file` replaces the generated catalogue. */
  constructor(file: string | null) {
    const catalogue = file === null ? generatedCatalogue() : readCatalogue(file);
    const byId = new Map([...catalogue, ...scenarioBanks].map((institution) => [institution.id, institution]));
    this.#byId = byId;
    const popular = new Set(scenarioBanks.map(({ id }) => id));
    this.search = createSearch([...scenarioBanks, ...[...byId.values()].filter(({ id }) => !popular.has(id))]);
  }

  find(id: string): SandboxInstitution | null {
    return this.#byId.get(id) ?? null;
  }
}
