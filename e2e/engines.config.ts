/** The specs that the quick run leaves to Chromium, in the other engines. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { rest } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const engines: PlaywrightTestConfig<object, EngineOptions> = { ...config, projects: rest }
export default engines
