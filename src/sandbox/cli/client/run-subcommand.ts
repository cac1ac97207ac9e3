import { parseArgs } from 'node:util';
import { withoutPrototype } from '../../../shared/prototype-pollution.ts';
import { defaultApiKey } from '../../settings.ts';
import { UsageError } from '../usage-error.ts';
import { connectionSubcommands } from './connections.ts';
import { eventSubcommands } from './events.ts';
import { SandboxApi } from './sandbox-api.ts';
import type { Subcommand } from './subcommand.ts';

/** The subcommands, in groups. */
const groups: ReadonlyMap<string, ReadonlyMap<string, Subcommand>> = new Map([
  ['connections', new Map(Object.entries(connectionSubcommands))],
  ['events', new Map(Object.entries(eventSubcommands))],
]);

/** Whether the command line is one of a subcommand, and not of a sandbox that starts. */
export const isSubcommand = ([group = '']: readonly string[]): boolean => groups.has(group);

/** Their lines in the help. */
export const subcommandHelp: readonly string[] = [...groups].flatMap(([group, members]) =>
  [...members].map(([name, { argument, summary }]) =>
    `  ${`${group} ${name}${argument === null ? '' : ` <${argument}>`}`.padEnd(34)}${summary}`.trimEnd(),
  ),
);

const options = {
  url: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Calls a sandbox that runs, or prints the help. Throws a {@link UsageError}, and rejects with a `CallError` if the sandbox
 * can't be reached or refuses the call.
 */
export async function runSubcommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<void> {
  const { values, positionals } = parse(args);
  const [group = '', name = '', id = '', ...rest] = positionals;
  const members = groups.get(group);
  const found = members?.get(name);
  if (values.help) return print(helpText());
  if (!found) throw new UsageError(`${group}: expected one of ${[...(members?.keys() ?? [])].join(', ')}.`);
  const { argument } = found;
  if ((id === '') !== (argument === null) || rest.length > 0) {
    throw new UsageError(
      `${group} ${name}: expected ${argument === null ? 'no argument' : `the id of a ${argument}`}.`,
    );
  }
  const { ARAUCARIA_PORT: port, ARAUCARIA_API_KEY: key } = withoutPrototype(environment);
  const url = values.url === undefined ? localUrl(values.port ?? (port?.trim() || '4400')) : givenUrl(values.url);
  const api = new SandboxApi(url, key?.trim() || defaultApiKey);
  await found.run({ api, id, json: values.json ?? false, print });
}

function helpText(): string {
  return [
    'Usage: araucaria-sandbox <subcommand> [flags]',
    '',
    'Calls a sandbox that runs.',
    '',
    ...subcommandHelp,
    '',
    '  --port <number>                   its port on this machine, or ARAUCARIA_PORT (4400)',
    '  --url <url>                       its address, in place of a port',
    '  --json                            JSON in place of text',
    '',
    '  ARAUCARIA_API_KEY                 its API key (arau_sandbox_key)',
  ].join('\n');
}

function localUrl(port: string): string {
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError('--port (ARAUCARIA_PORT): expected the port of a sandbox that runs, from 1 to 65535.');
  }
  return `http://127.0.0.1:${Number(port)}`;
}

function givenUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new UsageError('--url: expected an http or https URL without a user or a password.');
  }
  return url.origin;
}

function parse(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(error.message.split('. ')[0]);
  }
}
