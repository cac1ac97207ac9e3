import { accountsAt } from '../../bank/accounts.ts';
import { logos } from '../../institutions/logos.ts';
import { Problem } from '../problem.ts';
import { accountList } from './answer-schemas.ts';
import { connectionOf, noConnection } from './connections.ts';
import { operation } from './operation.ts';

/** `/sandbox/connections/{id}/accounts`: something to show after a bank was linked. */
export const accountOperations = [
  operation(
    {
      method: 'get',
      path: '/sandbox/connections/{id}/accounts',
      operationId: 'listAccounts',
      tag: 'Sandbox',
      summary: 'List the accounts of a linked bank',
      description:
        'Fictional, and the same for everybody who links this bank, so that a demo has something to show. After `FAILED_AUTH` it is what was read last.',
      security: 'apiKey',
      answer: { status: 200, description: 'The bank and its accounts.', schema: accountList },
      problems: { 404: noConnection, 409: 'No bank has been linked yet.' },
    },
    (services, call) => {
      const found = connectionOf(services, call);
      const bank = found.institutionId === null ? null : services.institutions.find(found.institutionId);
      if (found.status === 'PENDING' || !bank) {
        throw new Problem(409, { detail: `Expected a connection with a linked bank; it is ${found.status}.` });
      }
      const logo = logos.get(bank.id);
      return {
        institution: {
          id: bank.id,
          name: bank.name,
          logo: logo === undefined ? null : `data:image/svg+xml,${encodeURIComponent(logo)}`,
        },
        accounts: accountsAt(bank),
      };
    },
  ),
];
