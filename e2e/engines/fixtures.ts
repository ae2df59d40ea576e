/** The fixtures of the input specs: one form for each worker, in the project's browser. */
import { test as base } from '../harness/fixtures.js'
import { createForm, type Form } from './form.js'
import { drivePlaywright } from './playwright.js'
import { driveWebKit } from './webdriver.js'

export type EngineOptions = {
  /** The path of Debian's WebKit browser, which WebDriver drives; Playwright drives all others. */
  miniBrowser: string | undefined
}

/** Playwright's `test` with the fixture `input`. */
export const test = base.extend<object, EngineOptions & { input: Form }>({
  miniBrowser: [undefined, { option: true, scope: 'worker' }],
  input: [
    async ({ playwright, browserName, miniBrowser, stack }, use) => {
      const driver = miniBrowser
        ? await driveWebKit(miniBrowser)
        : await drivePlaywright(await playwright[browserName].launch())
      const form = createForm(driver, stack)
      await use(form)
      await form.stop()
    },
    { scope: 'worker' },
  ],
})
