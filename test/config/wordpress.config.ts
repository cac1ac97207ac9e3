import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The plugin in a real WordPress. */
export default defineConfig(config, {
  testDir: '../wordpress',
  outputDir: '../../test-results/wordpress',
  // A WordPress of its own for each worker.
  workers: 1,
});
