import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The code of the guides, and each mistake that a page of `docs/errors` names. */
export default defineConfig(config, {
  testDir: '../guides',
  outputDir: '../../test-results/guides',
});
