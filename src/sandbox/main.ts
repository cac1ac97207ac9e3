#!/usr/bin/env node
import process from 'node:process';

// Whatever else the command imports needs SQLite, and an older Node would only say that a module is unknown.
if (process.getBuiltinModule?.('node:sqlite')) {
  const { runCli } = await import('./cli.ts');
  await runCli(process.argv.slice(2), process.env);
} else {
  console.error(`araucaria-sandbox: expected Node 22.13 or newer, for its SQLite; this is ${process.version}.`);
  process.exitCode = 1;
}
