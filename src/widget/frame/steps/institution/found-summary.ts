import { msg, str } from '@lit/localize';
import { formatNumber, isolate } from '../../i18n/localization.ts';
import type { Found } from './institution-search.ts';

/** Says how many banks were found, for the page and for screen readers. */
export function summaryOf({ query: { text: query, country }, list }: Found): string {
  const { total, institutions } = list;
  const shown = formatNumber(institutions.length);
  if (!query && !country) return institutions.length === 1 ? msg('1 popular bank') : msg(str`${shown} popular banks`);
  if (!total && country) return msg(str`No bank in this country matches “${isolate(query)}”.`);
  if (!total) return msg(str`No bank matches “${isolate(query)}”. Check the spelling, or try a shorter name.`);
  if (total > institutions.length) {
    return msg(str`Showing the first ${shown} of ${formatNumber(total)}. Type more to narrow it down.`);
  }
  return total === 1 ? msg('1 bank found') : msg(str`${shown} banks found`);
}
