import packageJson from '../../../package.json' with { type: 'json' };
import type { Log } from '../runtime/log.ts';
import { SettingsError, type SandboxSettings } from '../settings.ts';
import { startSandbox } from '../start-sandbox.ts';
import { helpText, readOptions, UsageError } from './cli-options.ts';
import { closeCacheFolder } from './command-settings.ts';
import { logWriter } from './log-writer.ts';

/**
 * Runs the command: an Araucaria on this machine, until SIGINT or SIGTERM. Exit codes: 0 after a signal, 1 for an invalid
 * setting, 2 for an invalid command line.
 */
export async function runCli(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  // If the log can't be written, because its reader has ended or the disk is full, the sandbox goes on.
  process.stderr.on('error', () => {});
  try {
    const options = readOptions(args, environment);
    if (options.action === 'help') console.log(helpText());
    else if (options.action === 'version') console.log(packageJson.version);
    else {
      closeCacheFolder(options.settings.database, environment);
      await run(
        options.settings,
        logWriter(options.log, (line) => process.stderr.write(`${line}\n`)),
      );
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nTry: araucaria-sandbox --help`);
      process.exitCode = 2;
    } else if (error instanceof SettingsError) {
      console.error(error.message);
      process.exitCode = 1;
    } else throw error;
  }
}

async function run(settings: Partial<SandboxSettings>, log: Log): Promise<void> {
  const sandbox = await startSandbox({ ...settings, log });
  console.log(`Araucaria sandbox: ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process immediately.
    process.once(signal, () => {
      log({ event: 'stopping', signal });
      void sandbox.close();
    });
  }
}
