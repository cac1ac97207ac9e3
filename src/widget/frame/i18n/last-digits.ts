/** The last digits of a masked phone number, such as `••• 42` or `+56 9 **** **42`; null for anything else. */
export function lastDigits(masked: string): string | null {
  return /[•*·.xX#…][ -]*(\d{2,4})$/.exec(masked.trim())?.[1] ?? null;
}
