import { createHash } from 'node:crypto';
import type { SandboxInstitution } from '../institutions/institution.ts';

/** An account of a linked bank. */
export type Account = {
  id: string;
  /** As the bank calls it, in the language of its country. */
  name: string;
  type: 'checking' | 'savings' | 'credit-card';
  /** The last four digits of the account's number. */
  lastDigits: string;
  /** ISO 4217. */
  currency: string;
  /** A decimal number: `-1284.50`. Below zero is owed. */
  balance: string;
};

/** The money of a country: its code, its decimal places, and about how much of it one US dollar is. */
type Money = { currency: string; decimals: 0 | 2; perDollar: number };

const dollars: Money = { currency: 'USD', decimals: 2, perDollar: 1 };

const monies: Readonly<Record<string, Money>> = {
  AR: { currency: 'ARS', decimals: 2, perDollar: 1_400 },
  BO: { currency: 'BOB', decimals: 2, perDollar: 7 },
  BR: { currency: 'BRL', decimals: 2, perDollar: 5 },
  CL: { currency: 'CLP', decimals: 0, perDollar: 950 },
  CO: { currency: 'COP', decimals: 2, perDollar: 4_000 },
  MX: { currency: 'MXN', decimals: 2, perDollar: 18 },
  PE: { currency: 'PEN', decimals: 2, perDollar: 4 },
  PY: { currency: 'PYG', decimals: 0, perDollar: 7_200 },
  UY: { currency: 'UYU', decimals: 2, perDollar: 40 },
};

const names = {
  es: { checking: 'Cuenta corriente', savings: 'Cuenta de ahorro', 'credit-card': 'Tarjeta de crédito' },
  pt: { checking: 'Conta corrente', savings: 'Poupança', 'credit-card': 'Cartão de crédito' },
};

/** The range of each balance, in US dollars. */
const ranges = { checking: [300, 4_000], savings: [1_000, 20_000], 'credit-card': [-1_500, -50] } as const;

/** The fictional accounts at a bank: the same ones whoever asks, and whenever. */
export function accountsAt({ id, country }: SandboxInstitution): Account[] {
  const { currency, decimals, perDollar } = (Object.hasOwn(monies, country) && monies[country]) || dollars;
  const language = country === 'BR' ? 'pt' : 'es';
  return (['checking', 'savings', 'credit-card'] as const).map((type) => {
    const digest = createHash('sha256').update(`${id} ${type}`).digest();
    const [least, most] = ranges[type];
    const amount = (least + ((most - least) * digest.readUInt32BE(0)) / 2 ** 32) * perDollar;
    return {
      id: `acc_${digest.toString('hex', 8, 16)}`,
      name: names[language][type],
      type,
      lastDigits: String(digest.readUInt16BE(4) % 10_000).padStart(4, '0'),
      currency,
      balance: amount.toFixed(decimals),
    };
  });
}
