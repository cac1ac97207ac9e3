import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The documentation site as a host serves it. */
export default defineConfig(config, {
  testDir: '../docs-site',
  outputDir: '../../test-results/docs-site',
  fullyParallel: true,
});
