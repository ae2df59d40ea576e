/** The specs in Chromium. */
import { defineConfig } from '@playwright/test'
import { browsers, installedProjects } from './engines/browsers.js'
import type { EngineOptions } from './engines/fixtures.js'

// The main process reports each missing browser once; workers don't.
if (process.env.TEST_WORKER_INDEX === undefined) {
  for (const { name, project } of browsers) {
    if (!project) process.stdout.write(`${name}: not run (not installed)\n`)
  }
}

export default defineConfig<object, EngineOptions>({
  testDir: 'specs',
  snapshotDir: 'screenshots',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  // Long, because a busy machine takes ten times as long for a test as an idle one. Longer than the waits of the kit.
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    // Some pixels may differ, because another version of the browser draws the edge of a glyph differently.
    toHaveScreenshot: { pathTemplate: '{snapshotDir}/{arg}{ext}', maxDiffPixels: 20 },
  },
  forbidOnly: true,
  reporter: 'list',
  projects: installedProjects('chromium'),
})
