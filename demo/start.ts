import { dirname, join } from 'node:path';
import { settingsFromEnvironment } from 'araucaria-connect/sandbox';
import { startDemo } from './start-demo.ts';

/** The command: runs the demo and its sandbox until SIGINT or SIGTERM. */
try {
  const port = Number(process.env['PORT'] || 5173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('PORT: expected a whole number from 0 to 65535.');
  }
  const sandbox = settingsFromEnvironment(process.env);
  const demo = await startDemo({ port, database: besideSandbox(sandbox.database), sandbox });
  console.log(`
  Quilla, a demo application   ${demo.hostUrl}
  Araucaria, the sandbox       ${demo.sandboxUrl}/sandbox/
  The documentation            ${demo.hostUrl}/docs/

  Open the first, press "Connect your bank" and pick any bank. Its form says what to type.
  Press Ctrl+C to stop.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  // `npm run dev` has built something anew.
  process.on('message', (message) => message === 'reload' && demo.reload());

  async function stop(): Promise<void> {
    await demo.close();
    if (process.connected) process.disconnect();
  }
} catch (error) {
  // An error at start is about a setting, and its message names it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** The demo keeps its data where the sandbox keeps its own. */
function besideSandbox(database = ':memory:'): string {
  return database === ':memory:' ? database : join(dirname(database), 'demo.sqlite');
}
