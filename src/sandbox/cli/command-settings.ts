import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { bare } from '../../shared/bare.ts';
import { makePrivate } from '../storage/private-files.ts';
import { settingNames, variables, type SandboxSettings } from '../settings.ts';

type Settings = Partial<SandboxSettings>;

/** Environment variables by name, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Where data that outlive a restart are kept: in the user's cache folder, as the XDG Base Directory specification has it. */
export function cacheFolder(environment: Environment): string {
  const { XDG_CACHE_HOME: chosen = '' } = bare(environment);
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'araucaria-connect');
}

/**
 * Takes the cache folder from everyone but its user where the database is in it: an earlier version left it open to others.
 * A folder that the user has chosen is the user's to decide on.
 */
export function closeCacheFolder(database: string | undefined, environment: Environment): void {
  const folder = cacheFolder(environment);
  if (database !== undefined && dirname(database) === folder) makePrivate(folder, 'folder');
}

/** What suits a person: an address to remember, data that outlive a restart, a bank that takes its time. */
function personalSettings(environment: Environment): Settings {
  return { port: 4400, database: join(cacheFolder(environment), 'sandbox.sqlite'), bankDelay: 600 };
}

/**
 * The settings of the `araucaria-sandbox` command: those that the environment variables `ARAUCARIA_…` set, and defaults
 * that suit a developer's machine (port 4400, a database that outlives a restart, a bank that takes 600 ms). An empty
 * variable counts as unset. Values are not checked here: `startSandbox` does that.
 *
 * @example
 * const sandbox = await startSandbox(settingsFromEnvironment(process.env));
 */
export function settingsFromEnvironment(environment: Environment): Settings {
  return {
    ...personalSettings(environment),
    ...settingsFrom((name) => bare(environment)[variables[name]]?.trim() || undefined),
  };
}

/** The settings that a source of texts holds, unchecked. */
export function settingsFrom(textOf: (name: keyof SandboxSettings) => string | undefined): Settings {
  const given: Record<string, unknown> = {};
  for (const name of settingNames()) {
    const text = textOf(name);
    if (text !== undefined) given[name] = valueOf(name, text);
  }
  // A value of the right kind a name.
  return given;
}

function valueOf(name: keyof SandboxSettings, text: string): unknown {
  switch (name) {
    case 'port':
    case 'tokenTtl':
    case 'bankDelay':
      // `Number` alone would also take `0x10`, `1e3` and no text at all.
      return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    case 'allowedOrigins':
      return text.split(',').map((origin) => origin.trim());
    default:
      return text;
  }
}
