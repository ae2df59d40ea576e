/** Which browsers there are: Debian's where they are, Playwright's own elsewhere. */
import { existsSync } from 'node:fs'
import {
  chromium,
  firefox,
  webkit,
  type PlaywrightTestOptions,
  type PlaywrightWorkerOptions,
  type Project,
} from '@playwright/test'
import type { Engine } from './driver.js'
import type { EngineOptions } from './fixtures.js'

const debian = {
  chromium: '/usr/bin/chromium',
  firefox: '/usr/bin/firefox-esr',
  webkit: '/usr/bin/WebKitWebDriver',
  miniBrowser: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
}
/** The specs that drive their browser through `Driver`: the only ones that WebDriver can run. */
const INPUT = /typing\.spec\.ts$/

type Browser = {
  name: Engine
  project: Project<PlaywrightTestOptions, PlaywrightWorkerOptions & EngineOptions> | undefined
}

/** Every engine; without a project where it isn't installed. */
export const browsers: Browser[] = [
  { name: 'chromium', project: chromiumProject() },
  { name: 'firefox', project: firefoxProject() },
  { name: 'webkit', project: webkitProject() },
]

/** The projects of some engines, as far as they are installed. */
export function projectsOf(...engines: Engine[]) {
  return browsers.flatMap(({ name, project }) => (engines.includes(name) && project ? [project] : []))
}

function chromiumProject(): Browser['project'] {
  const here = existsSync(debian.chromium)
  if (!here && !existsSync(chromium.executablePath())) return undefined
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const launchOptions = { args, ...(here && { executablePath: debian.chromium }) }
  return { name: 'chromium', use: { browserName: 'chromium', launchOptions } }
}

function firefoxProject(): Browser['project'] {
  if (!existsSync(debian.firefox)) {
    return existsSync(firefox.executablePath())
      ? { name: 'firefox', use: { browserName: 'firefox' } }
      : undefined
  }
  const launchOptions = {
    executablePath: debian.firefox,
    // Without this no key reaches a frame of another site.
    firefoxUserPrefs: { 'fission.autostart': false },
  }
  return { name: 'firefox', use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions } }
}

function webkitProject(): Browser['project'] {
  if (existsSync(debian.webkit) && existsSync(debian.miniBrowser)) {
    return { name: 'webkit', testMatch: INPUT, use: { miniBrowser: debian.miniBrowser } }
  }
  return existsSync(webkit.executablePath()) ? { name: 'webkit', use: { browserName: 'webkit' } } : undefined
}
