import { settingsFromEnvironment } from '../src/sandbox/cli/command-settings.ts';
import { startDemo } from './start-demo.ts';

/** The command: the demo and its Araucaria, until it is told to stop. */
try {
  const port = Number(process.env['PORT'] || 5173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('PORT: expected a whole number from 0 to 65535.');
  }
  const demo = await startDemo({ port, sandbox: settingsFromEnvironment(process.env) });
  console.log(`
  Quilla, a demo application   ${demo.hostUrl}
  Araucaria, the sandbox       ${demo.sandboxUrl}/sandbox/

  Open the first, press "Connect your bank" and pick any bank.
  User name decides what happens: ok, otp, questions, choice, approval, bad-password, locked, bank-down, slow …
  Password: araucaria. One-time code: 123456. Press Ctrl+C to stop.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
} catch (error) {
  // Whatever keeps it from starting is a setting, and named by the message.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
