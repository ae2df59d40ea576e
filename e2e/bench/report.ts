/** Writes `docs/evidence/performance.md`, with a plot if growth was measured. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { format, resolveConfig } from 'prettier'
import type { Row } from './figures.js'
import { renderPlot } from './plot.js'
import { asMarkdown } from './table.js'

const PAGE = 'docs/evidence/performance.md'
const PLOT = 'docs/evidence/performance.svg'
/** The text above this mark is written by hand. */
const MARK = '<!-- made by npm run bench -- --write -->'

/** Writes the rows into the page. */
export async function report(rows: Row[]): Promise<void> {
  const [prose = ''] = readFileSync(PAGE, 'utf8').split(MARK)
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const when = new Date().toISOString().slice(0, 10)
  const grown = rows.some(({ part }) => part === 'growth')
  const plot = grown
    ? '![Captures a second by connections; a store’s time by sessions](performance.svg)\n\n'
    : ''
  const page = `${prose}${MARK}\n\n${when}, ${machine}.\n\n${plot}${asMarkdown(rows)}`
  const style = await resolveConfig(PAGE)
  writeFileSync(PAGE, await format(page, { ...style, parser: 'markdown' }))
  if (grown) writeFileSync(PLOT, renderPlot(rows))
}
