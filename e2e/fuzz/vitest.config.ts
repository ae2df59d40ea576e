import { defineConfig } from 'vitest/config'

/** The configuration of `npm run fuzz`. */
export default defineConfig({
  test: {
    include: ['e2e/fuzz/*.fuzz.ts'],
    // FUZZ_SECONDS limits the time.
    testTimeout: 0,
    reporters: [['default', { summary: false }]],
    // An error outside of a case also fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
