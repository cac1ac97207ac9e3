import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { settingNames, variables, type SandboxSettings } from '../settings.ts';
import { subcommandHelp } from './client/run-subcommand.ts';
import { settingsFrom, settingsFromEnvironment } from './command-settings.ts';
import { withSettingsFile } from './settings-file.ts';
import { logFormats, type LogFormat } from './log-writer.ts';
import { UsageError } from './usage-error.ts';

/** What to do, from the command line and the environment. */
export type CommandOptions =
  | { action: 'help' }
  | { action: 'version' }
  | { action: 'print-secret'; settings: Partial<SandboxSettings> }
  | { action: 'run'; settings: Partial<SandboxSettings>; log: LogFormat; reset: boolean; seed: boolean };

type Setting = {
  /** The placeholder for the value in the help. */
  value: string;
  /** The meaning and the default. */
  help: string;
  /** Has no flag, because every user of a machine can read its command lines. */
  secret?: true;
};

const settings: Record<keyof SandboxSettings, Setting> = {
  port: { value: 'number', help: 'port, 0 for a free one (4400)' },
  host: { value: 'address', help: 'IP address to listen on; 0.0.0.0 for other machines (127.0.0.1)' },
  publicUrl: { value: 'url', help: 'origin that browsers know it by (http:// address and port)' },
  database: { value: 'file', help: 'SQLite file, or :memory: (a file for each project)' },
  apiKey: { value: 'arau_…', help: 'key for the API (arau_sandbox_key)', secret: true },
  webhookUrl: { value: 'url', help: 'URL that receives webhooks (none)' },
  webhookSecret: { value: 'whsec_…', help: 'secret that signs webhooks (one that it makes and keeps)', secret: true },
  allowedOrigins: { value: 'list', help: 'origins whose pages may open the widget (any port of localhost)' },
  tokenTtl: { value: 'seconds', help: 'seconds until a widget token expires (900)' },
  appName: { value: 'name', help: 'your application, as users see it (Sandbox application)' },
  appLogo: { value: 'file', help: 'its logo: SVG, PNG or WebP (none)' },
  termsUrl: { value: 'url', help: 'its terms (none)' },
  privacyUrl: { value: 'url', help: 'its privacy policy (none)' },
  disconnectUrl: { value: 'url', help: 'its page to end a connection (none)' },
  institutions: { value: 'file', help: 'JSON of institutions, in place of the generated ones' },
  bankDelay: { value: 'ms', help: 'time of each step of the bank, in ms (600)' },
  widgetFolder: { value: 'folder', help: "the built widget (this package's)" },
};

const logVariable = 'ARAUCARIA_LOG';

/** `--token-ttl` for `tokenTtl`. */
const flagOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const flagged = settingNames().filter((name) => !settings[name].secret);

const parsed = {
  ...Object.fromEntries(flagged.map((name) => [flagOf(name), { type: 'string' } as const])),
  settings: { type: 'string' },
  log: { type: 'string' },
  reset: { type: 'boolean' },
  seed: { type: 'boolean' },
  'print-secret': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} satisfies ParseArgsOptionsConfig;

/** Reads the command line. A flag overrides its variable. Throws a {@link UsageError}. */
export function readOptions(args: readonly string[], given: NodeJS.ProcessEnv): CommandOptions {
  const flags = parse(args);
  if (flags['help']) return { action: 'help' };
  if (flags['version']) return { action: 'version' };
  const environment = environmentOf(flags['settings'], given);
  const log = flags['log'] ?? (withoutPrototype(environment)[logVariable] || 'plain');
  if (!isLogFormat(log)) throw new UsageError(`--log (${logVariable}): expected one of ${logFormats.join(', ')}.`);
  const fromFlags = settingsFrom((name) => {
    const value = flags[flagOf(name)];
    return typeof value === 'string' ? value : undefined;
  });
  const all = { ...settingsFromEnvironment(environment), ...fromFlags };
  if (flags['print-secret']) return { action: 'print-secret', settings: all };
  return { action: 'run', settings: all, log, reset: flags['reset'] === true, seed: flags['seed'] === true };
}

// Not `--env-file`: Node takes that for itself, also after the name of the script.
function environmentOf(file: unknown, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (typeof file !== 'string') return environment;
  try {
    return withSettingsFile(file, environment);
  } catch {
    throw new UsageError(`--settings: expected a file that can be read; got ${file}.`);
  }
}

/** The text of `--help`. */
export function helpText(): string {
  const rows = flagged.map((name) =>
    row(`--${flagOf(name)} <${settings[name].value}>`, variables[name], settings[name].help),
  );
  const secrets = settingNames()
    .filter((name) => settings[name].secret)
    .map((name) => row('', variables[name], settings[name].help));
  return [
    'Usage: araucaria-sandbox [flags]',
    '       araucaria-sandbox <subcommand> [flags]',
    '',
    'An Araucaria on your own machine: the API, the widget and the webhooks.',
    '',
    row('flag', 'or variable', 'meaning (default)'),
    ...rows,
    ...secrets,
    row('--settings <file>', '', "variables that are not set, such as your application's .env"),
    row('--log <format>', logVariable, `log on standard error: ${logFormats.join(', ')} (plain)`),
    row('--reset', '', 'deletes all connections and webhooks first'),
    row('--seed', '', 'adds a connection in each state, if it is not there'),
    row('--print-secret', '', 'prints the secret that signs webhooks, and ends'),
    row('--help', '', ''),
    row('--version', '', ''),
    '',
    'Subcommands call a sandbox that runs; --help after one tells its flags:',
    '',
    ...subcommandHelp,
  ].join('\n');
}

function row(flag: string, variable: string, help: string): string {
  return `  ${flag.padEnd(27)}${variable.padEnd(27)}${help}`.trimEnd();
}

function parse(args: readonly string[]): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({ args: [...args], options: parsed, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // The first sentence is the reason; the rest is about positional arguments, and this command has none.
    throw new UsageError(error.message.split('. ')[0]);
  }
}

function isLogFormat(text: unknown): text is LogFormat {
  return logFormats.some((format) => format === text);
}
