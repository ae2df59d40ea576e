/** Finds the capture on the page. */
import type { Locator, Page } from '@playwright/test'
import { checkTarget, checkTimeout } from './arguments.js'
import { parts } from './form.js'
import { expect } from './playwright.js'
import { explainHost } from './sentences.js'

export type Host = {
  /** The element with `data-capture-state`. */
  locator: Locator
  /** Fails at once unless there is exactly one capture. */
  require: () => Promise<void>
  /** Waits until the page has mounted a capture, by default as long as the test's `expect` waits. */
  waitMounted: (timeout?: number) => Promise<void>
}

/** The capture in `target`, which is its host element or one around it. Without `target`, the only capture of the page. */
export function findHost(page: Page, target: string | Locator | undefined): Host {
  if (typeof (page as Partial<Page> | undefined)?.locator !== 'function') {
    throw new TypeError("captureFrame takes Playwright's page: captureFrame(page, '#payout').")
  }
  checkTarget(target, typeof (target as Partial<Locator> | null | undefined)?.locator === 'function')
  const around = typeof target === 'string' ? page.locator(target) : target
  const locator = around ? around.locator(`:scope${parts.host}, ${parts.host}`) : page.locator(parts.host)
  const place =
    target === undefined ? 'on the page' : `in ${typeof target === 'string' ? `'${target}'` : String(target)}`

  async function explain(count: number, isWaiting: boolean): Promise<string> {
    const onPage = await page.locator(parts.host).count()
    const names = around ? await around.evaluateAll((all) => all.map(({ nodeName }) => nodeName)) : ['']
    return explainHost({ place, count, onPage, targets: names }, isWaiting)
  }

  return {
    locator,
    async require() {
      const count = await locator.count()
      if (count !== 1) throw new Error(await explain(count, false))
    },
    async waitMounted(timeout) {
      checkTimeout(timeout)
      try {
        await expect(locator).toHaveCount(1, timeout === undefined ? {} : { timeout })
      } catch (error) {
        throw new Error(await explain(await locator.count(), true), { cause: error })
      }
    },
  }
}
