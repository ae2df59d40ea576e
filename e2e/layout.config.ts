/** Measures the form's layout in Chromium and writes `docs/evidence/layout.md`: `npm run docs:layout`. */
import type { PlaywrightTestConfig } from '@playwright/test'
import type { EngineOptions } from './engines/fixtures.js'
import config from './playwright.config.js'

const layout: PlaywrightTestConfig<object, EngineOptions> = {
  ...config,
  testMatch: /layout\.spec\.ts$/,
  reporter: [['list'], ['./engines/layoutTable.ts']],
}
export default layout
