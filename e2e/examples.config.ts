/** The apps of `examples/`, installed from the packed packages, built, and driven in Chromium. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const MINUTE = 60_000

/** One worker: installing and building need the whole machine. */
const examples: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testDir: 'examples',
  workers: 1,
  timeout: 8 * MINUTE,
}
export default examples
