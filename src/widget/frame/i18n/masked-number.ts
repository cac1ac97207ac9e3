import { msg, str } from '@lit/localize';
import { isolate } from './localization.ts';

/** A masked phone number in a sentence: a screen reader would read `••• 42` as “bullet bullet bullet 42”. */
export function numberInSentence(masked: string): string {
  const digits = lastDigits(masked);
  return digits === null ? isolate(masked) : msg(str`your number ending in ${isolate(digits)}`);
}

/** A masked phone number as a choice. */
export function numberAsChoice(masked: string): string {
  const digits = lastDigits(masked);
  return digits === null ? isolate(masked) : msg(str`Number ending in ${isolate(digits)}`);
}

/** The last digits of a masked phone number, such as `••• 42` or `+56 9 **** **42`; null for anything else. */
export function lastDigits(masked: string): string | null {
  return /[•*·.xX#…][ -]*(\d{2,4})$/.exec(masked.trim())?.[1] ?? null;
}
