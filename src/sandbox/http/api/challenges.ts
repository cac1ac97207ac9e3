import { attempt } from '../../../shared/widget-api/attempt.ts';
import { Problem } from '../problem.ts';
import { operation } from './operation.ts';
import { challengeAnswer, challengeReference } from './request-schemas.ts';
import { attemptOf } from './widget-authorization.ts';

const challengeId = 'chl_9a2e';
const closedChallenge =
  'A request about a challenge that is no longer open changes nothing; the answer is the current state of the attempt.';
const answer = { status: 200, description: 'The current state of the attempt.', schema: attempt } as const;

/** `/widget/api/attempt/challenge`: the user's answers to the bank. */
export const challengeOperations = [
  operation(
    {
      method: 'post',
      path: '/widget/api/attempt/challenge',
      operationId: 'answerChallenge',
      tag: 'Widget',
      summary: 'Answer a challenge',
      description: closedChallenge,
      security: 'attemptToken',
      body: { schema: challengeAnswer, example: { challengeId, code: '123456' } },
      answer,
      problems: { 422: 'The body has another shape, or is the answer to another type of challenge.' },
    },
    (services, { body, context }) => {
      const { challengeId: id, ...given } = body;
      const current = attemptOf(services, context);
      const challenge = current.challenge(id);
      if (challenge && !challenge.answer(given)) {
        throw new Problem(422, { detail: `Expected an answer to a challenge of type ${challenge.question.type}.` });
      }
      return current.state;
    },
  ),
  operation(
    {
      method: 'post',
      path: '/widget/api/attempt/challenge/extend',
      operationId: 'extendChallenge',
      tag: 'Widget',
      summary: 'Get more time for a challenge',
      description: `At most ten times for each challenge. ${closedChallenge}`,
      security: 'attemptToken',
      body: { schema: challengeReference, example: { challengeId } },
      answer,
    },
    (services, { body, context }) => {
      const current = attemptOf(services, context);
      current.challenge(body.challengeId)?.extend();
      return current.state;
    },
  ),
  operation(
    {
      method: 'post',
      path: '/widget/api/attempt/challenge/resend',
      operationId: 'resendCode',
      tag: 'Widget',
      summary: 'Send another code',
      description: `Does nothing before \`resendIn\` is 0. ${closedChallenge}`,
      security: 'attemptToken',
      body: { schema: challengeReference, example: { challengeId } },
      answer,
    },
    (services, { body, context }) => {
      const current = attemptOf(services, context);
      current.challenge(body.challengeId)?.resend();
      return current.state;
    },
  ),
];
