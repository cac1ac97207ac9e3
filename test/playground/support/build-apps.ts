import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenApps } from '../../frameworks/apps.ts';
import { buildInto } from '../../frameworks/support/build-apps.ts';
import { writeCombinations } from './app-pages.ts';

/**
 * Builds the apps of `demo/frameworks` with the code of the playground in them. Playwright calls this before the tests, and
 * what it returns after them. `$APPS` and `$APPS_FOLDER` are those of `npm run test:frameworks`.
 */
export default async function buildApps(): Promise<() => void> {
  const kept = process.env['APPS_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'araucaria-playground-'));
  mkdirSync(folder, { recursive: true });
  process.env['APPS_FOLDER'] = folder;
  await buildInto(folder, chosenApps(), writeCombinations);
  return () => {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  };
}
