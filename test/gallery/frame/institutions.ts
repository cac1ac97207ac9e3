import { summaryOf } from '../../../src/sandbox/institutions/institution.ts';
import { scenarioBanks } from '../../../src/sandbox/institutions/scenario-banks.ts';
import type { Institution, InstitutionList } from '../../../src/shared/widget-api.ts';
import type { InstitutionQuery } from '../../../src/widget/frame/api/institutions.ts';

/** Stands in for the frame's requests for banks: some of the sandbox's, by name. `offline` finds no server. */
export function findInstitutions({ q, limit, country }: InstitutionQuery): Promise<InstitutionList> {
  if (q === 'offline') return Promise.reject(new Error('offline'));
  const countries = [...new Set(scenarioBanks.map((bank) => bank.country))];
  const found = scenarioBanks.flatMap((bank) => {
    const at = bank.name.toLowerCase().indexOf(q.toLowerCase());
    const marks: [number, number][] = q ? [[at, at + q.length]] : [];
    return at < 0 || (country && country !== bank.country) ? [] : [{ ...summaryOf(bank), marks, foundBy: null }];
  });
  return Promise.resolve({ institutions: found.slice(0, limit), total: found.length, countries });
}

/** The gallery's server puts no banks into the page. */
export const popularInPage = (): null => null;

/** No flow of the gallery makes this request. */
export function getInstitution(id: string): Promise<Institution> {
  return Promise.reject(new Error(id));
}
