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
        text: msg('The page isn’t registered with Araucaria. Nothing was sent. If you don’t know this page, leave it.'),
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
        text: msg('The last security check didn’t go through. Nothing was connected. Sign in again to repeat it.'),
      };
    case 'mfa-timeout':
      return {
        title: msg('Time ran out'),
        text: msg(
          str`${bank} didn’t get your answer in time. Nothing was connected. Sign in again to get a new request.`,
        ),
      };
    case 'outcome-unknown':
      return {
        title: msg('We don’t know if it worked'),
        text: msg(
          str`Your details were sent, but we got no response from ${bank}. See in ${app} whether your bank is connected. If it isn’t, check your internet connection and start over.`,
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
      return {
        title: msg('Something went wrong'),
        text: msg('Nothing was connected. Check your internet connection and try again.'),
      };
  }
}
