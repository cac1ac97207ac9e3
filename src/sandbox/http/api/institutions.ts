import { institution, institutionList, type InstitutionList } from '../../../shared/widget-api/institution.ts';
import { withFields } from '../../institutions/institution.ts';
import type { Institutions } from '../../institutions/institutions.ts';
import { foundOf, type SearchScope } from '../../institutions/search.ts';
import { readQuery } from '../body.ts';
import { Problem } from '../problem.ts';
import { operation } from './operation.ts';
import { institutionQuery } from './request-schemas.ts';

const { q, limit, country, homeCountry } = institutionQuery.entries;

/** Why an institution is not found, for the OpenAPI document. */
export const noInstitution = 'There is no such institution.';

/** `/widget/api/institutions`: the list of banks and their forms. */
export const institutionOperations = [
  operation(
    {
      method: 'get',
      path: '/widget/api/institutions',
      operationId: 'searchInstitutions',
      tag: 'Widget',
      summary: 'Find institutions',
      security: null,
      parameters: [
        {
          in: 'query',
          name: 'q',
          description:
            'A name, an alias, initials or a national bank code. Empty: the popular institutions, or all of `country`.',
          schema: q,
        },
        { in: 'query', name: 'limit', description: 'The maximum number of institutions. Default: 20.', schema: limit },
        {
          in: 'query',
          name: 'country',
          description: 'Only the institutions of this country (ISO 3166-1 alpha-2). Default: all.',
          schema: country,
        },
        {
          in: 'query',
          name: 'homeCountry',
          description: "The user's country: among equal matches its institutions come first.",
          schema: homeCountry,
        },
      ],
      answer: { status: 200, description: 'The best matches, best first.', schema: institutionList },
      problems: { 422: 'The query has another shape.' },
    },
    ({ institutions }, { context }) => {
      const { q: text, ...scope } = readQuery(context, institutionQuery);
      return listInstitutions(institutions, text, scope);
    },
  ),
  operation(
    {
      method: 'get',
      path: '/widget/api/institutions/{id}',
      operationId: 'getInstitution',
      tag: 'Widget',
      summary: "Get an institution's credential form",
      security: null,
      exampleId: 'banco-alerce',
      answer: { status: 200, description: 'The institution and its form.', schema: institution },
      problems: { 404: noInstitution },
    },
    ({ institutions }, { id }) => {
      const found = institutions.find(id);
      if (!found) throw unknownInstitution();
      return withFields(found);
    },
  ),
];

/** The institutions that match a text, as the API sends them. */
export function listInstitutions(institutions: Institutions, text: string, scope: SearchScope): InstitutionList {
  const { matches, total } = institutions.search(text, scope);
  return { institutions: matches.map(foundOf), total, countries: [...institutions.countries] };
}

/** The answer if there is no such institution. */
export function unknownInstitution(): Problem {
  return new Problem(404, { detail: 'There is no institution of this id.', code: 'institution-unavailable' });
}
