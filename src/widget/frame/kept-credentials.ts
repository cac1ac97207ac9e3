import type { Institution } from '../../shared/widget-api.ts';

/** What was typed into the banks' forms, for another try; never a password. In memory only. */
export class KeptCredentials {
  readonly #values = new Map<string, ReadonlyMap<string, string>>();

  /** By the names of the bank's fields. */
  of({ id }: Institution): ReadonlyMap<string, string> {
    return this.#values.get(id) ?? new Map();
  }

  keep({ id, fields }: Institution, credentials: Record<string, string>): void {
    const secret = new Set(fields.filter(({ type }) => type === 'password').map(({ name }) => name));
    const kept = Object.entries(credentials).filter(([name, value]) => value !== '' && !secret.has(name));
    this.#values.set(id, new Map(kept));
  }

  forget(): void {
    this.#values.clear();
  }
}
