import { institutionQuery } from '../schemas.ts';
import type { Operation } from './operation.ts';

// Examples of what differs from call to call.
const connectionId = 'conn_4f1c';
const challengeId = 'chl_9a2e';
const origin = 'http://localhost:5173';

const { q, limit } = institutionQuery.entries;
const unknownInstitution = 'There is no such institution.';
const staleChallenge = 'A challenge that is no longer open changes nothing: the attempt is answered as it stands.';

/** `/widget/api`: what the widget's frame talks to. */
export const widgetOperations: readonly Operation[] = [
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
        description: 'A name, an alias, initials or a national bank code. Empty: the popular ones first.',
        schema: q,
      },
      { in: 'query', name: 'limit', description: 'How many at most; 20 unless given.', schema: limit },
    ],
    answer: { status: 200, description: 'The best matches, best first.', schema: 'InstitutionList' },
    problems: { 422: 'The query is not what was expected.' },
  },
  {
    method: 'get',
    path: '/widget/api/institutions/{id}',
    operationId: 'getInstitution',
    tag: 'Widget',
    summary: "Get an institution's credential form",
    security: null,
    exampleId: 'banco-alerce',
    answer: { status: 200, description: 'The institution and its form.', schema: 'Institution' },
    problems: { 404: unknownInstitution },
  },
  {
    method: 'post',
    path: '/widget/api/session',
    operationId: 'openSession',
    tag: 'Widget',
    summary: 'Ask what a widget token is for',
    security: 'widgetToken',
    body: { schema: 'SessionRequest', example: { connectionId, origin } },
    answer: { status: 200, description: 'Whose application it is, and where the user begins.', schema: 'Session' },
    problems: { 403: 'The application does not allow this origin.' },
  },
  {
    method: 'post',
    path: '/widget/api/attempts',
    operationId: 'beginAttempt',
    tag: 'Widget',
    summary: 'Send credentials to the bank',
    description:
      'Another attempt with the same token gives up the one before. Five wrong guesses, of credentials, codes and answers together, end a token; what is given up before the bank has looked counts as one. The user name decides what happens: `ok`, `otp+slow` and so on.',
    security: 'widgetToken',
    body: {
      schema: 'AttemptRequest',
      example: {
        connectionId,
        origin,
        institutionId: 'banco-alerce',
        credentials: { user: 'otp', password: 'araucaria' },
      },
    },
    answer: { status: 201, description: 'The bank was contacted.', schema: 'AttemptCreated' },
    problems: {
      403: 'The application does not allow this origin, or the connection to repair is of another institution.',
      404: unknownInstitution,
      422: "The body is not what was expected, or the credentials are not the institution's fields.",
    },
  },
  {
    method: 'get',
    path: '/widget/api/attempt',
    operationId: 'getAttempt',
    tag: 'Widget',
    summary: 'Ask how an attempt stands',
    security: 'attemptToken',
    answer: { status: 200, description: 'The attempt as it stands.', schema: 'Attempt' },
  },
  {
    method: 'delete',
    path: '/widget/api/attempt',
    operationId: 'giveUpAttempt',
    tag: 'Widget',
    summary: 'Give an attempt up',
    security: 'attemptToken',
    answer: { status: 204, description: 'The attempt is over and its token forgotten.' },
  },
  {
    method: 'post',
    path: '/widget/api/attempt/challenge',
    operationId: 'answerChallenge',
    tag: 'Widget',
    summary: 'Answer a challenge',
    description: staleChallenge,
    security: 'attemptToken',
    body: { schema: 'ChallengeAnswer', example: { challengeId, code: '123456' } },
    answer: { status: 200, description: 'The attempt as it stands.', schema: 'Attempt' },
    problems: { 422: 'The body is not what was expected, or answers another type of challenge.' },
  },
  {
    method: 'post',
    path: '/widget/api/attempt/challenge/extend',
    operationId: 'extendChallenge',
    tag: 'Widget',
    summary: 'Ask for more time',
    description: `Ten times a challenge at most. ${staleChallenge}`,
    security: 'attemptToken',
    body: { schema: 'ChallengeReference', example: { challengeId } },
    answer: { status: 200, description: 'The attempt as it stands.', schema: 'Attempt' },
  },
  {
    method: 'post',
    path: '/widget/api/attempt/challenge/resend',
    operationId: 'resendCode',
    tag: 'Widget',
    summary: 'Ask for another code',
    description: `Does nothing before \`resendIn\` is 0. ${staleChallenge}`,
    security: 'attemptToken',
    body: { schema: 'ChallengeReference', example: { challengeId } },
    answer: { status: 200, description: 'The attempt as it stands.', schema: 'Attempt' },
  },
];
