import { msg, str } from '@lit/localize';
import type { ShownFailure } from '../../flow/failure.ts';
import type { FailureContext, FailureText } from './failure-text.ts';

/** The text for a failure after a bank's form was shown, null for one whose text is the same before. */
export function attemptFailureText(failure: ShownFailure, context: FailureContext): FailureText | null {
  const { bank, app, reached } = context;
  switch (failure) {
    case 'invalid-credentials':
      return {
        title: msg('Too many attempts'),
        text: msg(
          str`${bank} didn’t accept your details. We stopped here so that it doesn’t lock your account. Nothing was connected. Check your details on the bank’s own site, then start over.`,
        ),
      };
    case 'account-locked':
      return {
        title: msg(str`${bank} has locked your account`),
        text: msg(str`Nothing was connected. Only the bank can unlock your account: contact ${bank}, then try again.`),
      };
    case 'mfa-failed':
      return {
        title: msg(str`${bank} couldn’t confirm it’s you`),
        text: `${refusedText(context)} ${msg('Nothing was connected. Sign in again to get a new request.')}`,
      };
    case 'mfa-timeout':
      return {
        title: msg('Time ran out'),
        text: `${lateText(context)} ${msg('Nothing was connected. Sign in again to get a new request.')}`,
      };
    case 'outcome-unknown':
      return {
        title: msg('We don’t know if it worked'),
        text: msg(
          str`Your details may have reached ${bank}, but we got no response. See in ${app} whether your bank is connected. If it isn’t, check your internet connection and start over.`,
        ),
      };
    case 'connection-timeout':
      return {
        title: msg(str`${bank} took too long`),
        text: msg('It didn’t finish in time. Nothing was connected. Try again in a few minutes.'),
      };
    case 'institution-not-listed':
      return {
        title: msg('Your bank isn’t available yet'),
        text: msg(str`Go back to ${app} to see what else you can do.`),
      };
    case 'keyboard-taken':
      return {
        title: msg('Something took over your keyboard'),
        text: msg(
          'Another part of this page kept taking over your keyboard, so we stopped to protect you. Nothing was connected.',
        ),
      };
    case 'internal-error':
    case 'frame-unreachable':
      if (reached !== 'form') return null;
      return {
        title: msg(str`We couldn’t connect to ${bank}`),
        text: msg('Something went wrong on our side. Nothing was connected. Try again in a few minutes.'),
      };
    default:
      return null;
  }
}

/** The bank's refusal, by what it had asked for. */
function refusedText({ bank, asked }: FailureContext): string {
  if (asked === 'one-time-code') return msg(str`${bank} didn’t accept the code.`);
  if (asked === 'questions') return msg(str`${bank} didn’t accept the answers to its security questions.`);
  if (asked === 'approval') return msg(str`The request in the ${bank} app was denied.`);
  return msg(str`${bank} didn’t accept your answer.`);
}

/** What didn’t come in time, by what the bank had asked for. */
function lateText({ bank, asked }: FailureContext): string {
  if (asked === 'one-time-code') return msg(str`${bank} didn’t get the code in time.`);
  if (asked === 'questions') return msg(str`${bank} didn’t get the answers to its security questions in time.`);
  if (asked === 'approval') return msg(str`The request in the ${bank} app wasn’t approved in time.`);
  return msg(str`${bank} didn’t get your answer in time.`);
}
