import {
  institution,
  institutionList,
  type Institution,
  type InstitutionList,
} from '../../../shared/widget-api/institution.ts';
import { call } from './client.ts';
import { parse } from './parse.ts';

/** What to list. `country`: only its banks. `homeCountry`: its banks first. */
export type InstitutionQuery = { q: string; limit: number; country?: string; homeCountry?: string };

/** The banks that match `q`, best first; for an empty one the popular ones, or those of `country`. Needs no token. */
export function findInstitutions(query: InstitutionQuery, signal: AbortSignal): Promise<InstitutionList> {
  const parameters = new URLSearchParams({ ...query, limit: String(query.limit) });
  return call(`institutions?${parameters}`, { signal, schema: institutionList });
}

/** The popular banks, if the server has put them into the page. */
export function popularInPage(): InstitutionList | null {
  const text = document.getElementById('popular-banks')?.textContent;
  return text ? parse(institutionList, JSON.parse(text)) : null;
}

/** One institution with its form. Needs no token. */
export function getInstitution(id: string): Promise<Institution> {
  return call(`institutions/${id}`, { schema: institution });
}
