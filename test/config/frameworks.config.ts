import { defineConfig } from '@playwright/test';
import { apps, chosenApps } from '../frameworks/apps.ts';
import type { AppOptions } from '../frameworks/support/fixtures.ts';
import config from './playwright.config.ts';

/** The same tests for each app. */
export default defineConfig<object, AppOptions>(config, {
  testDir: '../frameworks',
  outputDir: '../../test-results/frameworks',
  globalSetup: '../frameworks/support/build-apps.ts',
  workers: 2,
  fullyParallel: true,
  projects: chosenApps().map((name) => ({
    name,
    use: { appName: name },
    testIgnore: 'server' in apps[name]! ? [] : '**/server-rendering.spec.ts',
  })),
});
