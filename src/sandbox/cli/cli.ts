import packageJson from '../../../package.json' with { type: 'json' };
import { helpText, readOptions, UsageError } from './cli-options.ts';
import { closeCacheFolder } from './command-settings.ts';
import { logWriter } from './log-writer.ts';
import { SettingsError, type SandboxSettings } from '../settings.ts';
import { startSandbox } from '../start-sandbox.ts';
import type { Log } from '../runtime/log.ts';

/**
 * Runs the command: an Araucaria on this machine, until it is told to stop. Exit codes: 0 when it was told to stop, 1
 * for a setting that can't be used, 2 for a command line that isn't understood.
 */
export async function runCli(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  // Who reads the log may leave, as `head` does, and a disk may be full: the sandbox serves on, as it does with `console`.
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
    // Once: who asks a second time wants it to end at once.
    process.once(signal, () => {
      log({ event: 'stopping', signal });
      void sandbox.close();
    });
  }
}
