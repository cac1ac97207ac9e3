import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './browsers.ts';

export default defineConfig({
  testDir: '../e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  // In CI a long log may be cut at its start: `dot` prints the failures at the end.
  reporter: process.env['CI'] ? 'dot' : 'line',
  // More than a small machine has processors: tests mostly wait.
  workers: 3,
  // Only a hang should reach this. A test takes three seconds on an idle machine, and several times that on a busy one.
  // There are no retries: a test that passes only the second time is a defect.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: 30 * 60_000,
  // With a forgotten `test.only` a run of one test would pass.
  forbidOnly: Boolean(process.env['CI']),
  use: {
    launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
    // A click waits until animations end. `demo.spec.ts` goes through the widget with its animations.
    contextOptions: { reducedMotion: 'reduce' },
  },
});
