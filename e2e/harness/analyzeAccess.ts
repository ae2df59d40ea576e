/** Runs axe in a page and in its frames. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from './fixtures.js'

type Given = { page: Page; tags: string[]; disabledRules?: string[] }

/** Loads axe where it is missing. As a text, because the browser need not parse it where axe is loaded. */
const loader = `void (window.axe ?? (0, eval)(${JSON.stringify(axe.source)}))`

/** The violations in the part of the page that `context` selects, and in its frame. */
export async function findViolations({ page, tags, disabledRules = [] }: Given, context = 'html') {
  let violations: axe.Result[] = []
  // Loads axe first, because AxeBuilder gives a frame one second for that. If a busy machine needs longer, AxeBuilder
  // silently leaves out the frame.
  for (const frame of page.frames()) await frame.evaluate(axe.source)
  await expect(async () => {
    const results = await new AxeBuilder({ page, axeSource: loader })
      .include(context)
      .withTags(tags)
      .disableRules(disabledRules)
      .analyze()
    // An element in a frame has the frame's selector before its own.
    const hasFrame = results.passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1))
    expect(hasFrame).toBe(true)
    violations = results.violations
  }).toPass()
  return violations
}
