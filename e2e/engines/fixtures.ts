/** The form as an input case meets it, in the browser of the project. */
import { test as base } from '../harness/fixtures.js'
import { createForm, type Form } from './form.js'
import { drivePlaywright } from './playwright.js'
import { driveWebKit } from './webdriver.js'

export type EngineOptions = {
  /** Where Debian's WebKit browser is; it is driven by WebDriver, everything else by Playwright. */
  miniBrowser: string | undefined
}

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
