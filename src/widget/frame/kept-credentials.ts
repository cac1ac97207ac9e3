import type { Institution } from '../../shared/widget-api.ts';

/** What was typed into the banks' forms, for another try; never a password. In memory only. */
export class KeptCredentials {
  readonly #values = new Map<string, Record<string, string>>();

  /** By the names of the bank's fields. */
  of({ id }: Institution): Record<string, string> {
    return this.#values.get(id) ?? {};
  }

  keep({ id, fields }: Institution, credentials: Record<string, string>): void {
    const kept = fields
      .filter(({ type, name }) => type !== 'password' && credentials[name])
      .map(({ name }) => [name, credentials[name]]);
    this.#values.set(id, Object.fromEntries(kept) as Record<string, string>);
  }

  forget(): void {
    this.#values.clear();
  }
}
