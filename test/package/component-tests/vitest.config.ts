import { defineConfig } from 'vitest/config';

// A host's component tests against the built package. `component-tests.test.ts` runs them in each environment.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.component.ts'],
    // By Vitest's default an unhandled rejection or error fails the run: these tests rely on it.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
