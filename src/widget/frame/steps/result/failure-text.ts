import { msg, str } from '@lit/localize';
import { araucaria } from '../../i18n/localization.ts';
import type { Challenge } from '../../../../shared/widget-api.ts';
import type { ShownFailure } from '../../flow/failure.ts';
import type { Remedy } from '../../flow/remedies.ts';

/** What happened, and what the user can do now. */
export type FailureText = { title: string; text: string };

/** Where it happened. The names are isolated. */
export type FailureContext = {
  bank: string;
  app: string;
  /** How far the user came: to the form of a bank, to a bank, or to none. */
  reached: 'form' | 'bank' | 'start';
  /** The type of the last challenge; null if the bank asked for nothing. */
  asked: Challenge['type'] | null;
  /** The text mentions only buttons that are among these. */
  remedies: readonly Remedy[];
};

/** The text for a failure. */
export function failureText(failure: ShownFailure, context: FailureContext): FailureText {
  const { bank, app, remedies } = context;
  switch (failure) {
    case 'offline':
      return {
        title: msg('You’re offline'),
        text: msg('Nothing was sent. This continues once you’re back online.'),
      };
    case 'token-failed':
      return {
        title: msg('We couldn’t start'),
        text: msg(str`${app} didn’t respond. Nothing was sent. Check your internet connection and try again.`),
      };
    case 'token-expired':
      return {
        title: msg('Your session has expired'),
        text: remedies.includes('retry')
          ? msg(
              'For your safety, this window works for only a few minutes, and we couldn’t renew it. Nothing was connected. Try again, or close it and start over.',
            )
          : msg(
              'For your safety, this window works for only a few minutes. Nothing was connected. Close it and start over.',
            ),
      };
    case 'token-invalid':
      return {
        title: msg('This session is no longer valid'),
        text: msg('Nothing was sent. Close this window and start over.'),
      };
    case 'origin-not-allowed':
      return {
        title: msg('You can’t connect a bank from this page'),
        text: msg(
          str`The page isn’t registered with ${araucaria}. Nothing was sent. If you don’t know this page, leave it.`,
        ),
      };
    case 'institution-unavailable':
      return {
        title: msg(str`${bank} isn’t available`),
        text: remedies.includes('other')
          ? msg('The bank isn’t responding. Nothing was connected. Try again later, or choose another bank.')
          : msg('The bank isn’t responding. Nothing was connected. Try again later.'),
      };
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
    // `internal-error`, and `frame-unreachable`, which says no more to a user once the frame is on screen.
    default:
      return internalErrorText(context);
  }
}

/** A failure of ours: before or after the bank's form was shown. */
function internalErrorText({ bank, reached }: FailureContext): FailureText {
  if (reached === 'form') {
    return {
      title: msg(str`We couldn’t connect to ${bank}`),
      text: msg('Something went wrong on our side. Nothing was connected. Try again in a few minutes.'),
    };
  }
  return {
    title: reached === 'bank' ? msg(str`We couldn’t open ${bank}`) : msg('We couldn’t start'),
    text: msg('Nothing was sent. Check your internet connection and try again.'),
  };
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
