import { msg, str } from '@lit/localize';
import { formatNumber } from '../../i18n/localization.ts';

/** How many tries are left. */
export function triesLeftText(triesLeft: number): string {
  return triesLeft === 1
    ? msg('You have one attempt left.')
    : msg(str`You have ${formatNumber(triesLeft)} attempts left.`);
}
