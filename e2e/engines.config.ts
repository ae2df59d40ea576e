/** The same specs in the other engines. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { projectsOf } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  projects: projectsOf('firefox', 'webkit'),
}
export default engines
