import { rightAnswers } from '../../shared/right-answers.ts';
import type { Challenge, ChallengeAnswer, ChallengeReference } from '../../shared/widget-api.ts';

/** What a fictional bank may ask for on top of the credentials. */
export type ChallengeKind = 'sms' | 'app' | 'questions' | 'phone' | 'account-holder' | 'approval' | 'denial';

/** A member of a union without some of its members. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What is put to the user; time, tries and resending are the open challenge's business. */
export type Question = Without<Challenge, 'id' | 'expiresIn' | 'extensionsLeft' | 'triesLeft' | 'resendIn'>;

/** What the user answers, whichever challenge it is for. */
export type Answer = Without<ChallengeAnswer, keyof ChallengeReference>;

const phones = [
  { id: 'first', label: '••• 42' },
  { id: 'second', label: '••• 17' },
];

/** A code of that channel. */
export const codeQuestion = (channel: 'sms' | 'app', sentTo = ''): Question => ({
  type: 'one-time-code',
  channel,
  length: rightAnswers.oneTimeCode.length,
  sentTo: channel === 'sms' ? sentTo || '••• 42' : '',
});

/** What is put to the user for each kind that is a single question. */
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

/** Whether the answer is one with that member of its own. */
export function has<Member extends string>(
  answer: Answer,
  member: Member,
): answer is Extract<Answer, Record<Member, unknown>> {
  return Object.hasOwn(answer, member);
}

/** Whether the answer has the shape that the question asks for. */
export function fits(question: Question, answer: Answer): boolean {
  switch (question.type) {
    case 'one-time-code':
      return has(answer, 'code');
    case 'questions':
      return has(answer, 'answers') && sameIds(question.questions, Object.keys(answer.answers));
    case 'choice':
      return has(answer, 'option') && question.options.some(({ id }) => id === answer.option);
    default:
      return false;
  }
}

const sameIds = (asked: readonly { id: string }[], ids: readonly string[]): boolean =>
  asked.length === ids.length && asked.every(({ id }) => ids.includes(id));

/** Whether an answer that fits is the right one. */
export function isRight(answer: Answer): boolean {
  if (has(answer, 'code')) return answer.code === rightAnswers.oneTimeCode;
  if (has(answer, 'answers')) {
    return Object.values(answer.answers).every((text) => text.trim().toLowerCase() === rightAnswers.securityQuestion);
  }
  return true;
}

/** The phone of that option. */
export function phoneOf(answer: Answer): string {
  return phones.find(({ id }) => has(answer, 'option') && id === answer.option)?.label ?? '';
}
