/** The specs in Chromium that try every input, look, language and state, and pages that misbehave: `npm run test:exhaustive`. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const exhaustive: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testDir: 'specs/exhaustive',
  // Whole rehearsals take minutes: `npm run test:rehearsal`. The one of the bad shop has every finding.
  grepInvert: /rehearsal\.spec\.ts (?!.*a bad shop)/,
  // They wait more than they compute.
  workers: 3,
}
export default exhaustive
