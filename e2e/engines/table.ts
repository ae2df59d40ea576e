/** A Playwright reporter that writes `docs/evidence/behaviours.md` from the results of the run. */
import { writeFile } from 'node:fs/promises'
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { format, resolveConfig } from 'prettier'
import { behaviours, type BehaviourId } from './behaviours.js'
import { browsers } from './browsers.js'
import type { Engine } from './driver.js'

const FILE = new URL('../../docs/evidence/behaviours.md', import.meta.url)
const HEAD = `# What the form does with input, in three engines

Made by \`npm run docs:behaviours\` from a run of the cases in \`e2e\`; not written by hand.
A tick is followed by the number of cases that hold. Firefox’s and WebKit’s drivers have no input method: there,
composing is played by its events. No case has a real keyboard of a touch screen. Its own caret, its suggestions, and a Backspace
that arrives as a composition are played by events and by Chromium’s input method; gestures on the keyboard, dictation and
the order in which each vendor’s keyboard fires its events are not shown.
`

/** The count of a behavior in an engine: how many cases ran, and why others were skipped. */
type Tally = { ran: number; reasons: Map<string, number> }

/** The reporter. */
export default class Table implements Reporter {
  #tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.#tests = suite.allTests()
  }

  async onEnd({ status }: FullResult): Promise<void> {
    // A run that only lists the tests also has the status `passed`.
    const ran = this.#tests.some(({ results }) => results.length > 0)
    if (status !== 'passed' || !ran) {
      process.stdout.write('docs/evidence/behaviours.md was left as it is: the run has not passed.\n')
      return
    }
    const style = await resolveConfig(FILE)
    await writeFile(FILE, await format(document(this.#tests), { ...style, parser: 'markdown' }))
    process.stdout.write('docs/evidence/behaviours.md is written.\n')
  }
}

function document(tests: TestCase[]): string {
  const engines = browsers.map(({ name }) => name)
  const notes: string[] = []
  const rows = (Object.keys(behaviours) as BehaviourId[]).map((id) => {
    const cells = engines.map((engine) => cell(tally(tests, id, engine), engine, notes))
    return `| ${behaviours[id]} | ${cells.join(' | ')} |`
  })
  const missing = browsers.filter(({ project }) => !project).map(({ name }) => `${name}: not installed here.`)
  return [
    HEAD,
    `| behaviour | ${engines.map(engineTitle).join(' | ')} |`,
    `|---|${engines.map(() => '---|').join('')}`,
    ...rows,
    '',
    ...[...notes, ...missing].map((note, index) => `${index + 1}. ${note}`),
    '',
  ].join('\n')
}

function tally(tests: TestCase[], id: BehaviourId, engine: Engine): Tally {
  const result: Tally = { ran: 0, reasons: new Map() }
  for (const test of tests) {
    const mine = test.annotations.some(({ type, description }) => type === 'behaviour' && description === id)
    if (!mine || test.parent.project()?.name !== engine) continue
    if (test.outcome() !== 'skipped') result.ran++
    else
      for (const reason of skipReasons(test))
        result.reasons.set(reason, (result.reasons.get(reason) ?? 0) + 1)
  }
  return result
}

function skipReasons(test: TestCase): string[] {
  const [result] = test.results
  return (result?.annotations ?? []).filter(({ type }) => type === 'skip').map((one) => one.description ?? '')
}

function cell({ ran, reasons }: Tally, engine: Engine, notes: string[]): string {
  const why = ran + reasons.size > 0 ? [...reasons] : ([['they need Playwright', 'all']] as const)
  const marks = why.map(([reason, count]) => {
    const note = `${engineTitle(engine)}, ${count} not run: ${reason}.`
    if (!notes.includes(note)) notes.push(note)
    return ` (${notes.indexOf(note) + 1})`
  })
  return (ran > 0 ? `✓ ${ran}` : 'not run') + marks.join('')
}

function engineTitle(engine: Engine): string {
  return { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }[engine]
}
