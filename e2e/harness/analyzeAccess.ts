/** Runs axe in a page and in its frames. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from './fixtures.js'

type Given = { page: Page; tags: string[]; disabledRules?: string[] }

/** The violations in the part of the page that `context` selects, and in its frame. */
export async function findViolations({ page, tags, disabledRules = [] }: Given, context = 'html') {
  let violations: axe.Result[] = []
  // AxeBuilder gives a frame one second to load axe, and silently leaves it out if a busy machine needs longer.
  await expect(async () => {
    const results = await new AxeBuilder({ page, axeSource: axe.source })
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
