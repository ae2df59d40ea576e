/** The user's Playwright. It is an optional peer dependency, because Cypress users don't have it. */
import { createRequire } from 'node:module'
import type * as Playwright from '@playwright/test'

/** Uses `require`, because its error can be explained: an `import` of a missing package fails before any code runs. */
function load(): typeof Playwright {
  try {
    return createRequire(import.meta.url)('@playwright/test') as typeof Playwright
  } catch (error) {
    if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error
    throw new Error(
      'ingo-capture/playwright needs Playwright: install it with `npm install --save-dev @playwright/test`.',
      { cause: error },
    )
  }
}

export const { expect } = load()
