import packageJson from '../../../package.json' with { type: 'json' };
import type { Log, ReadyEvent } from '../runtime/log.ts';
import { SettingsError } from '../settings.ts';
import { startSandbox } from '../start-sandbox.ts';
import { secretOf } from '../storage/use-database.ts';
import { helpText, readOptions, type CommandOptions } from './cli-options.ts';
import { isSubcommand, runSubcommand } from './client/run-subcommand.ts';
import { CallError } from './client/sandbox-api.ts';
import { prepareDefaultDatabase } from './command-settings.ts';
import { logWriter } from './log-writer.ts';
import { readyLines } from './ready-lines.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command: an Araucaria on this machine, until SIGINT or SIGTERM; or a subcommand, which calls one. Exit codes: 0
 * after a signal or a success, 1 for an invalid setting or a call that failed, 2 for an invalid command line.
 */
export async function runCli(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  // If the log can't be written, because its reader has ended or the disk is full, the sandbox goes on.
  process.stderr.on('error', () => {});
  try {
    if (isSubcommand(args)) return await call(args, environment);
    const options = readOptions(args, environment);
    if (options.action === 'help') console.log(helpText());
    else if (options.action === 'version') console.log(packageJson.version);
    else if (options.action === 'print-secret') console.log(await secretOf(options.settings));
    else await run(options, environment);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nTry: araucaria-sandbox --help`);
      process.exitCode = 2;
    } else if (error instanceof SettingsError || error instanceof CallError) {
      console.error(error.message);
      process.exitCode = 1;
    } else throw error;
  }
}

async function call(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  // The reader of the output has ended, as `head` does.
  process.stdout.on('error', () => process.exit());
  await runSubcommand(args, environment, (line) => console.log(line));
}

const printError = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(options: Extract<CommandOptions, { action: 'run' }>, environment: NodeJS.ProcessEnv): Promise<void> {
  const { settings, reset, seed } = options;
  const log: Log = logWriter(options.log, printError);
  const former = prepareDefaultDatabase(settings, environment);
  const ready = Promise.withResolvers<ReadyEvent>();
  const sandbox = await startSandbox({
    ...settings,
    reset,
    seed,
    log(event) {
      if (event.event === 'ready') ready.resolve(event);
      log(event);
    },
  });
  // Before the address is printed: who reads it may stop the sandbox at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process immediately.
    process.once(signal, () => {
      log({ event: 'stopping', signal });
      void sandbox.close();
    });
  }
  console.log(`Araucaria sandbox: ${sandbox.url}`);
  if (options.log === 'plain') {
    const madeSecret = settings.webhookSecret ? null : sandbox.webhookSecret;
    readyLines(await ready.promise, madeSecret, process.stderr.isTTY).forEach(printError);
  }
  if (former !== null) log({ event: 'warning', message: former });
}
