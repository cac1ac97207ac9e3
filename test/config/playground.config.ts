import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The code of the playground, run. */
export default defineConfig(config, {
  testDir: '../playground',
  outputDir: '../../test-results/playground',
  globalSetup: '../playground/support/build-apps.ts',
  workers: 2,
  fullyParallel: true,
});
