#!/usr/bin/env node
import process from 'node:process';
import { unsupportedNode } from './runtime/node-version.ts';

const missing = unsupportedNode();
if (missing === null) {
  const { runCli } = await import('./cli/cli.ts');
  await runCli(process.argv.slice(2), process.env);
} else {
  console.error(`araucaria-sandbox: ${missing}`);
  process.exitCode = 1;
}
