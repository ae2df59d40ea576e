/** The merchant's own Playwright. It is an optional peer dependency, so the command loads it when it runs. */
import type { Browser } from '@playwright/test'
import type * as Kit from 'ingo-capture/playwright'
import { RehearsalError } from './settings.js'

export type { Kit }

/** Loads the published kit and starts a browser. Throws a RehearsalError if Playwright or its browser is missing. */
export async function startBrowser(executablePath: string | undefined): Promise<[Browser, typeof Kit]> {
  const { chromium } = await import('@playwright/test').catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new RehearsalError(
      'Playwright is missing. Install it in your project: npm install --save-dev @playwright/test ingo-capture-server',
      { cause: error },
    )
  })
  const kit = await import('ingo-capture/playwright')
  const options = { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
  const browser = await chromium.launch(options).catch((error: unknown) => {
    throw new RehearsalError(
      executablePath === undefined
        ? 'The browser is missing. Run npx playwright install chromium, or name one: --browser /usr/bin/chromium'
        : '--browser is invalid. Expected the path of a Chromium that starts, such as /usr/bin/chromium',
      { cause: error },
    )
  })
  return [browser, kit]
}
