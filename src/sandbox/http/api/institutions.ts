import { institution, institutionList } from '../../../shared/widget-api/institution.ts';
import { withFields } from '../../institutions/institution.ts';
import { foundOf } from '../../institutions/search.ts';
import { readQuery } from '../body.ts';
import { Problem } from '../problem.ts';
import { operation } from './operation.ts';
import { institutionQuery } from './request-schemas.ts';

const { q, limit } = institutionQuery.entries;

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
          description: 'A name, an alias, initials or a national bank code. Empty: the popular institutions.',
          schema: q,
        },
        { in: 'query', name: 'limit', description: 'The maximum number of institutions. Default: 20.', schema: limit },
      ],
      answer: { status: 200, description: 'The best matches, best first.', schema: institutionList },
      problems: { 422: 'The query has another shape.' },
    },
    ({ institutions }, { context }) => {
      const query = readQuery(context, institutionQuery);
      const { matches, total } = institutions.search(query.q, query.limit);
      return { institutions: matches.map(foundOf), total };
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

/** The answer if there is no such institution. */
export function unknownInstitution(): Problem {
  return new Problem(404, { detail: 'There is no institution of this id.', code: 'institution-unavailable' });
}
