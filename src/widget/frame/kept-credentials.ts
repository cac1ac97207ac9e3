import type { Institution } from '../../shared/widget-api.ts';

/** What was typed into the last form, for another try; never a password. In memory only. */
export class KeptCredentials {
  #values: Record<string, string> = {};

  /** By the names of their fields. */
  get values(): Record<string, string> {
    return this.#values;
  }

  /** Whether something is kept that would be missed. */
  get some(): boolean {
    return Object.values(this.#values).some((value) => value !== '');
  }

  keep({ fields }: Institution, credentials: Record<string, string>): void {
    const kept = fields.filter(({ type }) => type !== 'password').map(({ name }) => [name, credentials[name] ?? '']);
    this.#values = Object.fromEntries(kept) as Record<string, string>;
  }

  forget(): void {
    this.#values = {};
  }
}
