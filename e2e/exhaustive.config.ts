/**
 * The exhaustive specs in Chromium, `npm run test:exhaustive`: every input, look, language and
 * state, and hostile pages.
 */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const exhaustive: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testDir: 'specs/exhaustive',
  // Without whole rehearsals, which take minutes (`npm run test:rehearsal`). The rehearsal of the bad
  // shop has every finding.
  grepInvert: /rehearsal\.spec\.ts (?!.*a bad shop)/,
  // Three workers even on two cores, because specs wait more than they compute.
  workers: 3,
}
export default exhaustive
