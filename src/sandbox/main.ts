import { SettingsError, settingsFromEnvironment } from './settings.ts';
import { startSandbox } from './start-sandbox.ts';

/** The command: an Araucaria on this machine, until it is told to stop. */
try {
  const sandbox = await startSandbox(settingsFromEnvironment(process.env));
  console.log(`Araucaria sandbox: ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
