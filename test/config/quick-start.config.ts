import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The guide of `docs/quick-start.md`, followed in an empty folder. */
export default defineConfig(config, {
  testDir: '../quick-start',
  outputDir: '../../test-results/quick-start',
  // The guide names its ports.
  workers: 1,
  // Each installs its framework.
  timeout: 300_000,
});
