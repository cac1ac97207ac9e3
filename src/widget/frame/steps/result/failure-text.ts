import { msg, str } from '@lit/localize';
import type { Failure } from '../../flow/failure.ts';
import type { Remedy } from '../../flow/remedies.ts';

/** What happened, and what the user can do now. */
export type FailureText = { title: string; text: string };

/** The text for a failure. `bank` and `app` are isolated names. It mentions only buttons that are among `remedies`. */
export function failureText(failure: Failure, bank: string, app: string, remedies: readonly Remedy[]): FailureText {
  switch (failure) {
    case 'token-failed':
      return {
        title: msg('We could not start'),
        text: msg(str`${app} did not answer. Check your internet connection, then try again.`),
      };
    case 'token-expired':
      return {
        title: msg('This took too long'),
        text: remedies.includes('retry')
          ? msg(
              'For your safety this window works for a few minutes only, and it could not be renewed. Nothing was linked. Try again, or leave and press the button once more.',
            )
          : msg(
              'For your safety this window works for a few minutes only. Nothing was linked. Leave, and press the button once more.',
            ),
      };
    case 'token-invalid':
      return {
        title: msg('This link no longer works'),
        text: msg('Nothing was shared. Leave, and press the button once more.'),
      };
    case 'origin-not-allowed':
      return {
        title: msg('This page may not connect banks'),
        text: msg(
          'The page you came from is not registered for this application. Nothing was shared. If you don’t know that page, leave it.',
        ),
      };
    case 'institution-unavailable':
      return {
        title: msg(str`${bank} is not available`),
        text: remedies.includes('other')
          ? msg('The bank does not answer at the moment. Try again in a while, or choose another bank.')
          : msg('The bank does not answer at the moment. Try again in a while.'),
      };
    case 'invalid-credentials':
      return {
        title: msg('No tries left'),
        text: msg(
          str`${bank} did not accept your details, and we stop here so that it doesn’t lock your account. Check them at the bank’s own site first.`,
        ),
      };
    case 'account-locked':
      return {
        title: msg(str`${bank} has locked your account`),
        text: msg(str`Only the bank can unlock it. Contact ${bank}, then come back.`),
      };
    case 'mfa-failed':
      return {
        title: msg(str`${bank} could not confirm it is you`),
        text: msg(
          'Its last question was not answered as it expects, or the request was denied. Nothing was linked. Sign in again to be asked once more.',
        ),
      };
    case 'mfa-timeout':
      return {
        title: msg('The time to answer is over'),
        text: msg(str`No answer came in time, and nothing was linked. Sign in again, and ${bank} will ask once more.`),
      };
    case 'outcome-unknown':
      return {
        title: msg('We don’t know if it worked'),
        text: msg(
          str`Your details were sent, but no answer of ${bank} has reached us. Look in ${app} whether your bank is linked. If it is not, check your internet connection and begin again.`,
        ),
      };
    case 'connection-timeout':
      return {
        title: msg(str`${bank} took too long`),
        text: msg('The bank did not finish in time. Nothing was linked. Try again in a moment.'),
      };
    case 'institution-not-listed':
      return {
        title: msg('Your bank is not here yet'),
        text: msg(str`Go back to ${app} to see what else you can do.`),
      };
    case 'keyboard-taken':
      return {
        title: msg('Something else took the keyboard'),
        text: msg('Another part of this page took the keyboard again and again, so we stopped. Nothing was linked.'),
      };
    // `internal-error`, and `frame-unreachable`, which says no more to a user once the frame is on screen.
    default:
      return {
        title: msg('Something went wrong'),
        text: msg('It is not your fault, and nothing was linked. Check your internet connection, then try again.'),
      };
  }
}
