import packageJson from '../../package.json' with { type: 'json' };
import { UsageError, type Command } from './command.ts';

type Entry = { summary: string; load(): Promise<Command> };

/** The subcommands by name. */
const commands = new Map<string, Entry>([
  [
    'check',
    {
      summary: 'tries a token endpoint, in any language, against the rules that the button relies on',
      load: async () => (await import('./check/check-command.ts')).checkCommand,
    },
  ],
  [
    'init',
    {
      summary: 'writes a token endpoint and a webhook endpoint for your framework into your project',
      load: async () => (await import('./init/init-command.ts')).initCommand,
    },
  ],
]);

/**
 * Runs the command `araucaria-connect`. The exit status is that of the subcommand: 0 for success; 2 for an invalid
 * command line.
 */
export async function runCli([name = '', ...args]: readonly string[]): Promise<number> {
  if (['', '--help', '-h'].includes(name)) {
    console.log(helpText());
    return name === '' ? 2 : 0;
  }
  if (['--version', '-v'].includes(name)) {
    console.log(packageJson.version);
    return 0;
  }
  const entry = commands.get(name);
  if (!entry) {
    console.error(`Expected one of ${[...commands.keys()].join(', ')}; got another command.\n${hint()}`);
    return 2;
  }
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${hint(name)}`);
    return 2;
  }
}

const hint = (name?: string): string => `Try: npx araucaria-connect ${name === undefined ? '' : `${name} `}--help`;

const helpText = (): string =>
  [
    'Usage: npx araucaria-connect <command>',
    '',
    ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
    '',
    'npx araucaria-connect <command> --help tells its options.',
  ].join('\n');
