import { generatedCatalogue, readCatalogue } from './catalog.ts';
import type { SandboxInstitution } from './institution.ts';
import { createSearch, type InstitutionSearch } from './search.ts';
import { scenarioBanks } from './scenario-banks.ts';

/** The institutions that the widget offers: the scenario banks first, then a catalogue. */
export class Institutions {
  readonly #byId: ReadonlyMap<string, SandboxInstitution>;
  /** All that match, best first; for an empty query the popular ones. */
  readonly search: InstitutionSearch;

  /** `file` replaces the generated catalogue. */
  constructor(file: string | null) {
    const catalogue = file === null ? generatedCatalogue() : readCatalogue(file);
    const byId = new Map([...catalogue, ...scenarioBanks].map((institution) => [institution.id, institution]));
    this.#byId = byId;
    const popular = new Set(scenarioBanks.map(({ id }) => id));
    const others = [...byId.values()].filter(({ id }) => !popular.has(id));
    this.search = createSearch([...scenarioBanks, ...others], scenarioBanks.length);
  }

  find(id: string): SandboxInstitution | null {
    return this.#byId.get(id) ?? null;
  }
}
