/** Plays the outcomes one after the other, each in a browser context of its own. */
import type { Browser } from '@playwright/test'
import { startBrowser, type Kit } from './browser.js'
import type { FindingName } from './findings.js'
import { passCaptures } from './network.js'
import { answers } from './outcomes/answers.js'
import type { Outcome } from './outcomes/outcome.js'
import { surroundings } from './outcomes/surroundings.js'
import { describeFailure, probePage } from './probe.js'
import type { Settings } from './settings.js'
import { Stage, type Place } from './stage.js'

const outcomes = [...answers, ...surroundings]
/** The names of the twelve outcomes. */
export const outcomeNames = outcomes.map(({ name }) => name)

export type Result = {
  name: string
  title: string
  status: 'passed' | 'failed' | 'skipped'
  findings: FindingName[]
  /** The reason if the outcome was skipped or not finished. */
  reason: string | undefined
  /** JPEG. */
  screenshot: Buffer | undefined
}

/** Rehearses the named outcomes. Throws a RehearsalError if the page can't be rehearsed. */
export async function rehearse(
  settings: Settings,
  names: readonly string[],
  onResult: (result: Result) => void,
): Promise<Result[]> {
  const [browser, kit] = await startBrowser(settings.browser)
  try {
    const place = await withStage(browser, kit, settings, 'en-US', probePage)
    const results: Result[] = []
    for (const outcome of outcomes.filter(({ name }) => names.includes(name))) {
      const locale = outcome.name === 'Spanish' ? 'es-US' : 'en-US'
      const result = await withStage(browser, kit, settings, locale, (stage) => play(outcome, stage, place))
      results.push(result)
      onResult(result)
    }
    return results
  } finally {
    await browser.close()
  }
}

async function withStage<Value>(
  browser: Browser,
  kit: typeof Kit,
  settings: Settings,
  locale: string,
  use: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ locale, serviceWorkers: 'block' })
  try {
    return await use(new Stage(await context.newPage(), settings, kit))
  } finally {
    await context.close()
  }
}

async function play({ name, title, play: run }: Outcome, stage: Stage, place: Place): Promise<Result> {
  let reason: string | undefined
  let isSkipped = false
  try {
    await passCaptures(stage, place.origin)
    reason = await run(stage, place)
    isSkipped = reason !== undefined
  } catch (error) {
    // Not reported after a finding, which may be why the rest of the outcome can't be played.
    if (stage.findings.length === 0) await stage.report('not-played')
    reason = describeFailure(error)
  }
  if (stage.findings.length === 0 && !isSkipped) await stage.photograph()
  const status = isSkipped ? 'skipped' : stage.findings.length > 0 ? 'failed' : 'passed'
  return { name, title, status, findings: stage.findings, reason, screenshot: stage.screenshot }
}
