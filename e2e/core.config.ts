/** The specs that `npm test` runs in Chromium: all but the exhaustive ones, which take as long as these. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const core: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testDir: 'specs/core',
  // They wait more than they compute.
  workers: 3,
}
export default core
