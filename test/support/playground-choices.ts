import { fields } from '../../demo/playground/generator/choices.js';
import { pages } from '../../demo/playground/generator/pages.js';
import { readParts } from '../../demo/playground/parts.ts';
import type { Choices, Parts } from '../../demo/playground/types.ts';
import { pairwise } from './pairwise.ts';

/** The sandbox's usual address. */
export const parts: Parts = readParts('http://127.0.0.1:4400');

export const pageNames: string[] = Object.keys(pages);

/** What nobody has chosen yet. */
export const initialChoices = Object.fromEntries(
  Object.entries(fields).map(([name, { initial }]) => [name, initial]),
) as Choices; // it has the same names

const both = [false, true] as const;

/** The values that the tests combine: all of a list, and some of what is typed. */
export const values = {
  api: fields.api.values,
  script: fields.script.values,
  endpoint: ['/api/widget-token', 'https://api.shop.example/widget-token'],
  trustedTypes: both,
  lang: fields.lang.values,
  color: ['', '#1c4fd6'],
  radius: ['', '0', '999px'],
  scheme: fields.scheme.values,
  preload: fields.preload.values,
  institution: ['', 'banco-alerce'],
  connectionId: ['', 'conn_example_broken'],
  name: ['', 'bank'],
  required: both,
  autosubmit: both,
  credentials: fields.credentials.values,
  debug: both,
} as const;

/** Combinations of all choices but the page and the server, each pair of values at least once. */
export const combinations: Choices[] = pairwise(values).map((row) => ({ ...initialChoices, ...row }));
