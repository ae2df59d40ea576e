/** The specs in Firefox and WebKit. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  // The matrix of the frame's life runs once here: by which argument it was mounted is no matter of the engine.
  grepInvert: /mounted by document/,
  projects: installedProjects('firefox', 'webkit'),
}
export default engines
