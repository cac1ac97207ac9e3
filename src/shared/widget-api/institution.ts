import * as v from 'valibot';
import { id, localText, object } from './common.ts';

const fieldMembers = {
  /** Member name in `AttemptRequest.credentials`. */
  name: v.string(),
  label: localText,
};

/** A field of an institution's credential form. Every field is required. */
export const credentialField = v.variant('type', [
  object({
    ...fieldMembers,
    /**
     * `rut`, `cpf` and `cnpj` are national ids with check digits, sent without dots, hyphens, slashes and spaces: Chile's
     * RUT (`12345678K`), Brazil's CPF (`12345678909`) and CNPJ (`11222333000181`, with letters since July 2026).
     */
    type: v.picklist(['text', 'password', 'rut', 'cpf', 'cnpj']),
  }),
  object({
    ...fieldMembers,
    /** One of several options, such as the type of document. */
    type: v.literal('select'),
    options: v.array(object({ value: v.string(), label: localText })),
  }),
]);
export type CredentialField = v.InferOutput<typeof credentialField>;

// A bank can be linked without its logo and without its links: one that is not valid is null.
const logo = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]+(?:\/[\w-]+)*\.(?:svg|png|webp)$/))), null);
const httpsUrl = v.fallback(v.nullable(v.pipe(v.string(), v.url(), v.startsWith('https://'))), null);

const summaryMembers = {
  id,
  name: v.string(),
  /** ISO 3166-1 alpha-2. */
  country: v.string(),
  /** `down`: linking will fail; `slow`: the bank answers late. */
  status: v.picklist(['ok', 'slow', 'down']),
  /** An image on the frame's own origin, relative to `…/widget/`; null if there is none. */
  logo,
};

/** An institution without its form. */
export const institutionSummary = object(summaryMembers);
export type InstitutionSummary = v.InferOutput<typeof institutionSummary>;

/** An institution with its credential form. */
export const institution = object({
  ...summaryMembers,
  fields: v.pipe(v.array(credentialField), v.minLength(1)),
  /** The bank's own page for a forgotten user name; null if there is none. */
  forgotUserUrl: httpsUrl,
  /** The bank's own page for a forgotten password; null if there is none. */
  forgotPasswordUrl: httpsUrl,
});
export type Institution = v.InferOutput<typeof institution>;

/** A search result: an institution and what matched the query. */
export const foundInstitution = object({
  ...summaryMembers,
  /** The parts of `name` that match: start and end in UTF-16 units, ascending, without overlap. */
  marks: v.array(v.tuple([v.number(), v.number()])),
  /** The alias, initials or national bank code that matches; null if the name itself matches. */
  foundBy: v.nullable(v.string()),
});
export type FoundInstitution = v.InferOutput<typeof foundInstitution>;

/** The results of a search. */
export const institutionList = object({
  /** The best matches, best first. */
  institutions: v.array(foundInstitution),
  /** How many institutions match in all. */
  total: v.number(),
  /** The countries that have institutions, whatever matches: ISO 3166-1 alpha-2. */
  countries: v.array(v.string()),
});
export type InstitutionList = v.InferOutput<typeof institutionList>;
