import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { settingNames, variables, type SandboxSettings } from '../settings.ts';
import { makePrivate } from '../storage/private-files.ts';
import { projectName } from './project-folder.ts';

type Settings = Partial<SandboxSettings>;

/** Environment variables, as in `process.env`. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for data that survives a restart, in the user's cache folder (XDG Base Directory specification). */
export function cacheFolder(environment: Environment): string {
  const { XDG_CACHE_HOME: chosen = '' } = withoutPrototype(environment);
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'araucaria-connect');
}

/** The database of earlier versions, which all projects of a user shared. */
const formerDatabase = (environment: Environment): string => join(cacheFolder(environment), 'sandbox.sqlite');

/**
 * Prepares the folder of the default database; does nothing for another one. Makes the cache folder private: an earlier
 * version created it with access for others. Returns what to tell the user, or null: that a database of an earlier version
 * is not used any more, once.
 */
export function prepareDefaultDatabase({ database }: Settings, environment: Environment): string | null {
  if (database !== defaultDatabase(environment)) return null;
  makePrivate(cacheFolder(environment), 'folder');
  const former = formerDatabase(environment);
  if (existsSync(database) || !existsSync(former)) return null;
  return `Each project has a database of its own now. The former one is unchanged; to use it: ${variables.database}=${former}`;
}

/** A file for the project of the current folder. */
function defaultDatabase(environment: Environment): string {
  return join(cacheFolder(environment), projectName(process.cwd()), 'sandbox.sqlite');
}

/** Defaults for a person: a fixed address, data that survives a restart, a bank that takes time. */
function personalSettings(environment: Environment): Settings {
  return { port: 4400, database: defaultDatabase(environment), bankDelay: 600 };
}

/**
 * The settings of the `araucaria-sandbox` command: those of the environment variables `ARAUCARIA_…`, and defaults for a
 * developer's machine (port 4400, a database for each project that survives a restart, a bank that takes 600 ms). An empty variable counts
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
    case 'database':
      // A shell leaves it as it is in `--database=~/file`, and in a file of variables.
      return text.replace(/^~(?=[/\\])/, homedir());
    case 'publicUrl':
      // As browsers show an origin.
      return text.trim().replace(/\/$/, '');
    case 'allowedOrigins':
      return text.split(',').map((origin) => origin.trim());
    default:
      return text;
  }
}
