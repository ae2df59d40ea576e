/** The specs in Firefox and WebKit. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  projects: installedProjects('firefox', 'webkit'),
}
export default engines
