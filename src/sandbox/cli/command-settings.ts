import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { settingNames, variables, type SandboxSettings } from '../settings.ts';
import { makePrivate } from '../storage/private-files.ts';

type Settings = Partial<SandboxSettings>;

/** Environment variables, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for data that survives a restart, in the user's cache folder (XDG Base Directory specification). */
export function cacheFolder(environment: Environment): string {
  const { XDG_CACHE_HOME: chosen = '' } = withoutPrototype(environment);
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'araucaria-connect');
}

/**
 * Makes the cache folder private if the database is in it: an earlier version created it with access for others. The mode
 * of any other folder is the user's choice.
 */
export function closeCacheFolder(database: string | undefined, environment: Environment): void {
  const folder = cacheFolder(environment);
  if (database !== undefined && dirname(database) === folder) makePrivate(folder, 'folder');
}

/** Defaults for a person: a fixed address, data that survives a restart, a bank that takes time. */
function personalSettings(environment: Environment): Settings {
  return { port: 4400, database: join(cacheFolder(environment), 'sandbox.sqlite'), bankDelay: 600 };
}

/**
 * The settings of the `araucaria-sandbox` command: those of the environment variables `ARAUCARIA_…`, and defaults for a
 * developer's machine (port 4400, a database that survives a restart, a bank that takes 600 ms). An empty variable counts
 * as not set. `startSandbox` checks the values.
 *
 * @example
 * const sandbox = await startSandbox(settingsFromEnvironment(process.env));
 */
export function settingsFromEnvironment(environment: Environment): Settings {
  return {
    ...personalSettings(environment),
    ...settingsFrom((name) => withoutPrototype(environment)[variables[name]]?.trim() || undefined),
  };
}

/** Reads settings from texts, without checking them. */
export function settingsFrom(textOf: (name: keyof SandboxSettings) => string | undefined): Settings {
  const given: Record<string, unknown> = {};
  for (const name of settingNames()) {
    const text = textOf(name);
    if (text !== undefined) given[name] = valueOf(name, text);
  }
  return given;
}

function valueOf(name: keyof SandboxSettings, text: string): unknown {
  switch (name) {
    case 'port':
    case 'tokenTtl':
    case 'bankDelay':
      // `Number` alone would also accept `0x10`, `1e3` and an empty text.
      return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    case 'allowedOrigins':
      return text.split(',').map((origin) => origin.trim());
    default:
      return text;
  }
}
