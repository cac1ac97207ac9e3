import { unsupportedNode } from './runtime/node-version.ts';

/**
 * An Araucaria for test suites: the documented API, the widget, and webhooks, in the process of the test.
 *
 * @example
 * await using sandbox = await startSandbox({ webhookUrl, webhookSecret });
 * await sandbox.clock.advance(900_000); // every widget token is expired now
 */
export { Clock } from './runtime/clock.ts';
export type { Log, LogEvent } from './runtime/log.ts';
export { settingsFromEnvironment } from './cli/command-settings.ts';
export { SettingsError, type SandboxSettings } from './settings.ts';
export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.ts';

const missing = unsupportedNode();
if (missing !== null) throw new Error(`araucaria-connect/sandbox: ${missing}`);
