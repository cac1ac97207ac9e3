import { attempt, attemptCreated } from '../../../shared/widget-api/attempt.ts';
import { session, type Session } from '../../../shared/widget-api/session.ts';
import { scenarioFor } from '../../bank/scenarios.ts';
import { testMode } from '../../bank/test-mode.ts';
import { withFields } from '../../institutions/institution.ts';
import { checked } from '../body.ts';
import { Problem } from '../problem.ts';
import { noInstitution, unknownInstitution } from './institutions.ts';
import { operation } from './operation.ts';
import { attemptRequest, credentialsFor, sessionRequest } from './request-schemas.ts';
import { attemptOf, authorize, refusedToken, tokenOf } from './widget-authorization.ts';

const page = { connectionId: 'conn_4f1c', origin: 'http://localhost:5173' };

/** `/widget/api/session` and `/widget/api/attempt`: from a widget token to a linked bank. */
export const attemptOperations = [
  operation(
    {
      method: 'post',
      path: '/widget/api/session',
      operationId: 'openSession',
      tag: 'Widget',
      summary: 'Open a session with a widget token',
      security: 'widgetToken',
      body: { schema: sessionRequest, example: page },
      answer: { status: 200, description: 'The application, and where the user begins.', schema: session },
      problems: { 403: 'The application does not allow this origin.' },
    },
    (services, { body, context }): Session => {
      const { application, institutions } = services;
      const { connection, expiresIn } = authorize(services, context, body);
      const institution = connection.institutionId === null ? null : institutions.find(connection.institutionId);
      return {
        application,
        mode: connection.status === 'FAILED_AUTH' ? 'recredential' : 'connect',
        institution: institution && withFields(institution),
        expiresIn,
        testMode,
      };
    },
  ),
  operation(
    {
      method: 'post',
      path: '/widget/api/attempts',
      operationId: 'beginAttempt',
      tag: 'Widget',
      summary: 'Send credentials to the bank',
      description:
        'A new attempt with the same token cancels the one before. A token ends after five wrong passwords, codes or answers in total; an attempt that is canceled before the bank has checked its credentials counts as one. The user name decides what happens: `ok`, `otp+slow` and so on.',
      security: 'widgetToken',
      body: {
        schema: attemptRequest,
        example: { ...page, institutionId: 'banco-alerce', credentials: { user: 'otp', password: 'araucaria' } },
      },
      answer: { status: 201, description: 'The bank was contacted.', schema: attemptCreated },
      problems: {
        403: 'The application does not allow this origin, or the connection to repair belongs to another institution.',
        404: noInstitution,
        422: "The body has another shape, or the credentials do not fit the institution's fields.",
      },
    },
    async (services, { body, context }) => {
      const { tokens, attempts, institutions } = services;
      const { connectionId, institutionId } = body;
      const { connection } = authorize(services, context, body);
      if (connection.status === 'FAILED_AUTH' && connection.institutionId !== institutionId) {
        throw new Problem(403, { detail: "Expected the connection's own institution.", code: 'token-invalid' });
      }
      const institution = institutions.find(institutionId);
      if (!institution) throw unknownInstitution();
      const credentials = checked(body.credentials, credentialsFor(institution.fields), ['credentials']);
      const { steps, expiresToken } = scenarioFor(credentials, institution);
      const widgetToken = tokenOf(context);
      if (expiresToken) {
        tokens.expire(widgetToken);
        throw refusedToken(context, 'token-expired');
      }
      const created = await attempts.start({ widgetToken, connectionId, institutionId, steps });
      if (!created) throw refusedToken(context, 'token-invalid');
      return created;
    },
  ),
  operation(
    {
      method: 'get',
      path: '/widget/api/attempt',
      operationId: 'getAttempt',
      tag: 'Widget',
      summary: 'Get the state of an attempt',
      security: 'attemptToken',
      answer: { status: 200, description: 'The current state of the attempt.', schema: attempt },
    },
    (services, { context }) => attemptOf(services, context).state,
  ),
  operation(
    {
      method: 'delete',
      path: '/widget/api/attempt',
      operationId: 'giveUpAttempt',
      tag: 'Widget',
      summary: 'Cancel an attempt',
      security: 'attemptToken',
      answer: { status: 204, description: 'The attempt is over, and its token no longer valid.' },
    },
    ({ attempts }, { context }) => {
      if (!attempts.cancel(tokenOf(context))) throw refusedToken(context, 'token-invalid');
    },
  ),
];
