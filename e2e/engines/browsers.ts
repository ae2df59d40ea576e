/** The installed browsers: Debian's if available, otherwise Playwright's own. */
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

export const debian = {
  chromium: '/usr/bin/chromium',
  firefox: '/usr/bin/firefox-esr',
  webkit: '/usr/bin/WebKitWebDriver',
  miniBrowser: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
}
/** Popups of the address bar. Chromium would load their two documents for each window, and no test shows them. */
const popupFeatures = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
/** The features that Playwright disables. They are repeated here, because Chromium obeys only the last such switch. */
const playwrightFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
]
/** The specs that use `Driver`. WebDriver can run only these. */
const INPUT_SPECS = /(returning|typing)\.spec\.ts$/

type Browser = {
  name: Engine
  project: Project<PlaywrightTestOptions, PlaywrightWorkerOptions & EngineOptions> | undefined
}

/** Every engine. `project` is undefined if the browser isn't installed. */
export const browsers: Browser[] = [
  { name: 'chromium', project: chromiumProject() },
  { name: 'firefox', project: firefoxProject() },
  { name: 'webkit', project: webkitProject() },
]

/** The projects of these engines, without those that aren't installed. */
export function installedProjects(...engines: Engine[]) {
  return browsers.flatMap(({ name, project }) => (engines.includes(name) && project ? [project] : []))
}

function chromiumProject(): Browser['project'] {
  const here = existsSync(debian.chromium)
  if (!here && !existsSync(chromium.executablePath())) return undefined
  const args = [
    `--disable-features=${[...playwrightFeatures, ...popupFeatures].join(',')}`,
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
    // With Fission on, key presses don't reach a cross-site frame.
    firefoxUserPrefs: { 'fission.autostart': false },
  }
  return { name: 'firefox', use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions } }
}

function webkitProject(): Browser['project'] {
  if (existsSync(debian.webkit) && existsSync(debian.miniBrowser)) {
    return { name: 'webkit', testMatch: INPUT_SPECS, use: { miniBrowser: debian.miniBrowser } }
  }
  return existsSync(webkit.executablePath()) ? { name: 'webkit', use: { browserName: 'webkit' } } : undefined
}
