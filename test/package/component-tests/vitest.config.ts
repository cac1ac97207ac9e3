import { defineConfig } from 'vitest/config';

// A host's component tests, as `component-tests.test.ts` starts them: with each environment, against the built package.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.component.ts'],
    // An unhandled rejection or error fails the run: that is Vitest's default, and what is looked for.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
