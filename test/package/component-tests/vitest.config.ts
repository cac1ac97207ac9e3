import { defineConfig } from 'vitest/config';

// A host's component tests against the built package. `component-tests.test.ts` starts them in each environment.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.component.ts'],
    // The default, which these tests rely on: an unhandled rejection or error fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
