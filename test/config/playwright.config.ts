import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './browsers.ts';

export default defineConfig({
  testDir: '..',
  testMatch: ['widget/**/*.spec.ts', 'browsers/**/*.spec.ts'],
  outputDir: '../../test-results',
  reporter: 'line',
  workers: 2,
  timeout: 30_000,
  use: { launchOptions: { executablePath: await findChromium(), args: chromiumArgs } },
});
