import { summaryOf } from '../../../src/sandbox/institutions/institution.ts';
import { scenarioBanks } from '../../../src/sandbox/institutions/scenario-banks.ts';
import type { Institution, InstitutionList } from '../../../src/shared/widget-api.ts';

/** Stands in for the frame's requests for banks: some of the sandbox's, by name. `offline` finds no server. */
export function findInstitutions(query: string, limit: number): Promise<InstitutionList> {
  if (query === 'offline') return Promise.reject(new Error('offline'));
  const found = scenarioBanks.flatMap((bank) => {
    const at = bank.name.toLowerCase().indexOf(query.toLowerCase());
    const marks: [number, number][] = query ? [[at, at + query.length]] : [];
    return at < 0 ? [] : [{ ...summaryOf(bank), marks, foundBy: null }];
  });
  return Promise.resolve({ institutions: found.slice(0, limit), total: found.length });
}

/** No flow of the gallery makes this request. */
export function getInstitution(id: string): Promise<Institution> {
  return Promise.reject(new Error(id));
}
