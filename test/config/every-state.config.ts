import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** Every state of the widget and of the button in every look. */
export default defineConfig(config, {
  testDir: '../every-state',
  outputDir: '../../test-results/every-state',
  fullyParallel: true,
});
