/** A Playwright reporter that writes `docs/evidence/layout.md` from what `layout.spec.ts` measured. */
import { writeFile } from 'node:fs/promises'
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { format, resolveConfig } from 'prettier'
import type { LayoutRow } from '../harness/measureLayout.js'

const FILE = new URL('../../docs/evidence/layout.md', import.meta.url)
const HEAD = `# Where the form stands on its page

\`npm run docs:layout\` writes this page from a run of \`e2e/specs/exhaustive/layout.spec.ts\` in Chromium. The spec fails if a figure
is over its limit. A width is that of the element around the form, or of the window.

CLS (Cumulative Layout Shift) is the sum of the host page’s layout shifts that no input has caused. The browser does not know of an
input inside the form’s frame. So if a submit shows an error and moves what is below the form, that shift counts. The measured page has a
heading above the form and a line of text below it, all in view. It reserves the form’s height in CSS ([theming](../theming.md)). A page
that reserves nothing moves by the form’s height once, at \`mount()\`.
`

/** The reporter. */
export default class LayoutTable implements Reporter {
  #tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.#tests = suite.allTests()
  }

  async onEnd({ status }: FullResult): Promise<void> {
    const rows = this.#tests.flatMap(({ results }) => (results.at(-1)?.annotations ?? []).flatMap(parseRow))
    if (status !== 'passed' || rows.length === 0) {
      process.stdout.write('docs/evidence/layout.md was left as it is: the run has not passed.\n')
      return
    }
    const lines = rows.map(
      ({ what, where, limit, figure }) => `| ${what} | ${where} | ${limit} | ${figure} |`,
    )
    const table = ['| what | width | limit | measured |', '|---|---|---|---|', ...lines, '']
    const style = await resolveConfig(FILE)
    await writeFile(FILE, await format([HEAD, ...table].join('\n'), { ...style, parser: 'markdown' }))
    process.stdout.write('docs/evidence/layout.md is written.\n')
  }
}

function parseRow({ type, description }: { type: string; description?: string }): LayoutRow[] {
  return type === 'layout' && description !== undefined ? [JSON.parse(description) as LayoutRow] : []
}
