import {
  institution,
  institutionList,
  type Institution,
  type InstitutionList,
} from '../../../shared/widget-api/institution.ts';
import { call } from './client.ts';

/** The banks that match `query`, best first; for an empty query the popular ones. Needs no token. */
export function findInstitutions(query: string, limit: number, signal: AbortSignal): Promise<InstitutionList> {
  const parameters = new URLSearchParams({ q: query, limit: String(limit) });
  return call(`institutions?${parameters}`, { signal, schema: institutionList });
}

/** One institution with its form. Needs no token. */
export function getInstitution(id: string): Promise<Institution> {
  return call(`institutions/${id}`, { schema: institution });
}
