import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['e2e/fuzz/*.fuzz.ts'],
    // It says itself how long it goes on.
    testTimeout: 0,
    reporters: [['default', { summary: false }]],
    // What a door throws outside of its case ends the run as well.
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
