import { rightAnswers } from '../../shared/right-answers.ts';
import type { ChallengeKind } from '../institutions/institution.ts';
import type { Challenge, ChallengeAnswer, ChallengeReference } from '../../shared/widget-api.ts';

/** `Omit` for each type of a union. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** The question of a challenge. `OpenChallenge` adds the time limit, the tries and the resending. */
export type Question = Without<Challenge, 'id' | 'expiresIn' | 'extensionsLeft' | 'triesLeft' | 'resendIn'>;

/** An answer to any type of challenge. */
export type Answer = Without<ChallengeAnswer, keyof ChallengeReference>;

const phones = [
  { id: 'first', label: '••• 42' },
  { id: 'second', label: '••• 17' },
];

/** Asks for a one-time code from that channel. */
export const codeQuestion = (channel: 'sms' | 'app', sentTo = ''): Question => ({
  type: 'one-time-code',
  channel,
  length: rightAnswers.oneTimeCode.length,
  sentTo: channel === 'sms' ? sentTo || '••• 42' : '',
});

/** The question of each challenge that has one. */
export const questions: Record<Exclude<ChallengeKind, 'sms' | 'app'>, Question> = {
  questions: {
    type: 'questions',
    questions: [
      {
        id: 'pet',
        label: {
          en: 'What was your first pet called?',
          es: '¿Cómo se llamaba tu primera mascota?',
          pt: 'Como se chamava seu primeiro animal de estimação?',
        },
      },
      {
        id: 'school',
        label: {
          en: 'Which primary school did you go to?',
          es: '¿A qué escuela primaria fuiste?',
          pt: 'Em que escola primária você estudou?',
        },
      },
    ],
  },
  phone: { type: 'choice', subject: 'phone', options: phones },
  'account-holder': {
    type: 'choice',
    subject: 'account-holder',
    options: [
      { id: 'personal', label: 'Amalia Rojas' },
      { id: 'business', label: 'Rojas y Compañía Ltda.' },
    ],
  },
  approval: { type: 'approval', device: 'Moto G54' },
  denial: { type: 'approval', device: 'Moto G54' },
};

/** Whether the answer has that own member. */
export function hasMember<Member extends string>(
  answer: Answer,
  member: Member,
): answer is Extract<Answer, Record<Member, unknown>> {
  return Object.hasOwn(answer, member);
}

/** Whether the answer has the shape that the question needs. */
export function fitsQuestion(question: Question, answer: Answer): boolean {
  switch (question.type) {
    case 'one-time-code':
      return hasMember(answer, 'code');
    case 'questions':
      return hasMember(answer, 'answers') && sameIds(question.questions, Object.keys(answer.answers));
    case 'choice':
      return hasMember(answer, 'option') && question.options.some(({ id }) => id === answer.option);
    default:
      return false;
  }
}

const sameIds = (expected: readonly { id: string }[], ids: readonly string[]): boolean =>
  expected.length === ids.length && expected.every(({ id }) => ids.includes(id));

/** Whether an answer that fits its question is right. */
export function isRight(answer: Answer): boolean {
  if (hasMember(answer, 'code')) return answer.code === rightAnswers.oneTimeCode;
  if (hasMember(answer, 'answers')) {
    return Object.values(answer.answers).every((text) => text.trim().toLowerCase() === rightAnswers.securityQuestion);
  }
  return true;
}

/** The phone that was chosen. */
export function phoneOf(answer: Answer): string {
  return phones.find(({ id }) => hasMember(answer, 'option') && id === answer.option)?.label ?? '';
}
