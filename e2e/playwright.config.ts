import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** Debian's browsers where they are, Playwright's own elsewhere. */
const debian = { chromium: '/usr/bin/chromium', firefox: '/usr/bin/firefox-esr' }

function executable(path: string) {
  return existsSync(path) ? { executablePath: path } : {}
}

export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...executable(debian.chromium),
          args: [
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          ],
        },
      },
    },
    {
      name: 'firefox',
      use: {
        browserName: 'firefox',
        ...(existsSync(debian.firefox) && { channel: 'moz-firefox' }),
        launchOptions: {
          ...executable(debian.firefox),
          // Without this no key reaches a frame of another site.
          ...(existsSync(debian.firefox) && { firefoxUserPrefs: { 'fission.autostart': false } }),
        },
      },
    },
  ],
})
