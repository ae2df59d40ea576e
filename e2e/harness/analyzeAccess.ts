/** Runs axe in a page and in its frames. */
import type { Frame, Page } from '@playwright/test'
import axe from 'axe-core'

type Global = Window & { axe: typeof axe }
type Given = { page: Page; tags: string[]; disabledRules?: string[] }

/**
 * The violations in the part of the page that `context` selects. Not by `AxeBuilder`: it gives a frame one second to load
 * axe, as if a machine were never busy, and then silently leaves the frame out.
 */
export async function findViolations({ page, tags, disabledRules = [] }: Given, context = 'html') {
  const options: axe.RunOptions = {
    runOnly: tags,
    rules: Object.fromEntries(disabledRules.map((rule) => [rule, { enabled: false }])),
  }
  const partials = await analyzeFrame(page.mainFrame(), context, options)
  const { violations } = await page.evaluate(
    ([given, run]) => (window as unknown as Global).axe.finishRun(given, run),
    [partials, options] as const,
  )
  return violations
}

/** The results of a frame, and then those of the frames in it: the order that `finishRun` needs. */
async function analyzeFrame(
  frame: Frame,
  context: axe.ElementContext,
  options: axe.RunOptions,
): Promise<axe.PartialResult[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  const [frames, own] = await frame.evaluate(
    async ([given, run]) => {
      const { utils, runPartial } = (window as unknown as Global).axe
      return [utils.getFrameContexts(given), await runPartial(given, run)] as const
    },
    [context as string, options] as const,
  )
  const partials = [own]
  for (const { frameSelector, frameContext } of frames) {
    const found = await frame.evaluateHandle(
      (selector) => (window as unknown as Global).axe.utils.shadowSelect(selector),
      frameSelector,
    )
    const child = await found.asElement()?.contentFrame()
    if (!child) throw new Error(`There is no frame at ${String(frameSelector)}.`)
    partials.push(...(await analyzeFrame(child, frameContext, options)))
  }
  return partials
}
