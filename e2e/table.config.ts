/** Runs the cases of `docs/evidence/behaviours.md` in every engine and writes the page. */
import type { PlaywrightTestConfig } from '@playwright/test'
import { installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const table: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  projects: installedProjects('chromium', 'firefox', 'webkit'),
  testMatch: /(typing|autofill|clock)\.spec\.ts$/,
  reporter: [['list'], ['./engines/table.ts']],
}
export default table
