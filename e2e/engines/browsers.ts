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

/** What an engine can differ in most; the quick run has no more of the engines beside Chromium. */
const SAMPLE = /(typing|autofill|clock|keyboard|token)\.spec\.ts$/

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

const others = browsers.flatMap(({ name, project }) => (name !== 'chromium' && project ? [project] : []))

/** Everything in Chromium, and of the other engines what they differ in. */
export const quick = [
  ...browsers.flatMap(({ name, project }) => (name === 'chromium' && project ? [project] : [])),
  ...others.map((project) => ({ testMatch: SAMPLE, ...project })),
]

/** The rest, in every engine that Playwright drives. */
export const rest = others
  .filter(({ testMatch }) => testMatch === undefined)
  .map((project) => ({ ...project, testIgnore: SAMPLE }))

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
