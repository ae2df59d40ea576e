/** Writes the measured parts into `docs/evidence/performance.md`, with a plot if growth is one of them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { format, resolveConfig } from 'prettier'
import type { Row } from './figures.js'
import { renderPlot } from './plot.js'
import { asMarkdownTable } from './table.js'

const PAGE = 'docs/evidence/performance.md'
const PLOT = 'docs/evidence/performance.svg'
/** The text above this mark is written by hand. */
const MARK = '<!-- made by npm run bench -- --write -->'

/** Writes the rows into the page. A part that was not measured keeps its section, with the section's date and machine. */
export async function report(rows: Row[]): Promise<void> {
  const [prose = '', tables = ''] = readFileSync(PAGE, 'utf8').split(MARK)
  const measured = new Map(
    [...new Set(rows.map(({ part }) => part))].map((part) => [part, toSection(rows, part)]),
  )
  const sections = new Map([...readSections(tables), ...measured])
  const style = await resolveConfig(PAGE)
  const page = `${prose}${MARK}\n\n${[...sections.values()].join('\n')}`
  writeFileSync(PAGE, await format(page, { ...style, parser: 'markdown' }))
  if (measured.has('growth')) writeFileSync(PLOT, renderPlot(rows))
}

/** The page's sections by part. A section begins with its heading. */
function readSections(tables: string): Map<string, string> {
  const sections = tables.split(/^(?=## )/m).filter((text) => text.startsWith('## '))
  return new Map(sections.map((text) => [/^## (.*)/.exec(text)?.[1] ?? '', text]))
}

function toSection(rows: Row[], part: string): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const when = new Date().toISOString().slice(0, 10)
  const plot =
    part === 'growth'
      ? '![Captures a second by connections; a store’s time by sessions](performance.svg)\n\n'
      : ''
  const table = asMarkdownTable(rows.filter((row) => row.part === part))
  return `## ${part}\n\n${when}, ${machine}.\n\n${plot}${table}\n`
}
