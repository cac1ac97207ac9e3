import type { Institution } from '../../../shared/widget-api.ts';

/** What was typed into the banks' forms, by institution id and field name, for another try. Never contains a password. */
export type Drafts = ReadonlyMap<string, ReadonlyMap<string, string>>;

const empty: ReadonlyMap<string, string> = new Map();

/** The draft of this bank's form. */
export function draftOf(drafts: Drafts, { id }: { id: string }): ReadonlyMap<string, string> {
  return drafts.get(id) ?? empty;
}

/** The drafts, with the bank's draft replaced by these credentials. */
export function withDraft(drafts: Drafts, { id, fields }: Institution, credentials: Record<string, string>): Drafts {
  const secret = new Set(fields.filter(({ type }) => type === 'password').map(({ name }) => name));
  const draft = Object.entries(credentials).filter(([name, value]) => value !== '' && !secret.has(name));
  return new Map(drafts).set(id, new Map(draft));
}
