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

/** The text for a failure that needs a text of its own where it happened, else null. */
export type FailureTexts = (failure: ShownFailure, context: FailureContext) => FailureText | null;

let afterForm: FailureTexts = () => null;

/** Adds the texts of failures after a bank's form. They come with the code of the form. */
export function addFailureTexts(texts: FailureTexts): void {
  afterForm = texts;
}

/** The text for a failure. */
export const failureText = (failure: ShownFailure, context: FailureContext): FailureText =>
  afterForm(failure, context) ?? beforeForm(failure, context);

/** The text for a failure that can happen before a bank's form is shown. */
function beforeForm(failure: ShownFailure, { bank, app, reached, remedies }: FailureContext): FailureText {
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
    // `internal-error`, and `frame-unreachable`, which says no more to a user once the frame is on screen.
    default:
      return {
        title: reached === 'bank' ? msg(str`We couldn’t open ${bank}`) : msg('We couldn’t start'),
        text: msg('Nothing was sent. Check your internet connection and try again.'),
      };
  }
}
