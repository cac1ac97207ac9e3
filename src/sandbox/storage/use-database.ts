import { secretPrefixIn } from '../runtime/redaction.ts';
import { SettingsError, type SandboxSettings } from '../settings.ts';
import type { OpenDatabase } from './open-database.ts';

// The modules are imported when they are used: SQLite would fail in an older Node before `unsupportedNode` can say why.

/** Opens the database of a setting, as `openDatabase` does. Rejects with a {@link SettingsError}. */
export async function useDatabase(setting: string): Promise<OpenDatabase> {
  const { openDatabase } = await import('./open-database.ts');
  return explained(() => openDatabase(setting));
}

/** The secret that signs webhooks with these settings. The database may be in use. Rejects with a {@link SettingsError}. */
export async function secretOf({ database: setting = '', webhookSecret }: Partial<SandboxSettings>): Promise<string> {
  if (typeof webhookSecret === 'string') return webhookSecret;
  const { readSecret } = await import('./open-database.ts');
  return explained(() => readSecret(setting));
}

function explained<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unusable';
    // A secret in the wrong variable is a path too.
    const isSecret = secretPrefixIn(reason) !== null;
    throw new SettingsError(
      'database',
      `expected a file that the sandbox can use; ${isSecret ? 'it is a secret' : reason}`,
    );
  }
}
