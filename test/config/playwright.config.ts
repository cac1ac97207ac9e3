import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './browsers.ts';

export default defineConfig({
  testDir: '../e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  // A log that is cut shows its end: there is what failed, with its reason.
  reporter: process.env['CI'] ? 'dot' : 'line',
  // More than there are processors on a small machine: much of a test is waiting.
  workers: 3,
  // For what hangs. A machine that is busy with something else takes several times as long as an idle one, where a test
  // takes three seconds. There are no retries: what passes the second time only is a defect.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: 30 * 60_000,
  // One `test.only` left behind would pass a run of one test.
  forbidOnly: Boolean(process.env['CI']),
  use: {
    launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
    // A click waits until nothing moves. `demo.spec.ts` goes through all of it as most people see it, moving.
    contextOptions: { reducedMotion: 'reduce' },
  },
});
