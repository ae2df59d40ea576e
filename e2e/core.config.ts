/** The specs that `npm test` runs in Chromium: all except the exhaustive ones, which would double the time. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const core: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testDir: 'specs/core',
  // Three workers even on two cores, because specs wait more than they compute.
  workers: 3,
}
export default core
