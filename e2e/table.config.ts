/** The cases of `docs/behaviours.md`, in every engine; the run writes the page. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { projectsOf } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const table: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  projects: projectsOf('chromium', 'firefox', 'webkit'),
  testMatch: /(typing|autofill|clock)\.spec\.ts$/,
  reporter: [['list'], ['./engines/table.ts']],
}
export default table
