import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './browsers.ts';

export default defineConfig({
  testDir: '..',
  testMatch: ['widget/**/*.spec.ts', 'browsers/**/*.spec.ts', 'testing/**/*.spec.ts'],
  outputDir: '../../test-results/e2e',
  // A log that is cut shows its end: there is what failed, with its reason.
  reporter: process.env['CI'] ? 'dot' : 'line',
  // More than there are processors on a small machine: much of a test is waiting.
  workers: 3,
  timeout: 30_000,
  // Chromium under load gives a press on a frame to the page below, once in some hundred runs (`press.ts`). What passes
  // the second time is told as flaky.
  retries: process.env['CI'] ? 1 : 0,
  globalTimeout: 20 * 60_000,
  // One `test.only` left behind would pass a run of one test.
  forbidOnly: Boolean(process.env['CI']),
  use: {
    launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
    // A click waits until nothing moves. `demo.spec.ts` goes through all of it as most people see it, moving.
    contextOptions: { reducedMotion: 'reduce' },
  },
});
