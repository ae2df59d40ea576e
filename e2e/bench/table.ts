/** Prints the rows as text for a terminal, and as Markdown for `docs/evidence/performance.md`. */
import { isMet, type Row } from './figures.js'

function digits(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function cells(row: Row): string[] {
  const { name, median, min, max, unit, target, note } = row
  const limit = target ? `≤ ${digits(target.atMost)}` : ''
  const met = isMet(row)
  const isOne = min === max
  return [
    name,
    median === undefined ? '–' : `${digits(median)} ${unit}`,
    median === undefined || isOne ? '' : `${digits(min ?? NaN)} – ${digits(max ?? NaN)}`,
    limit,
    met === undefined ? '' : met ? 'yes' : 'NO',
    note ?? '',
  ]
}

const HEAD = ['', 'median', 'min – max', 'target', 'met', '']

function groupByPart(rows: Row[]): [string, Row[]][] {
  const parts = [...new Set(rows.map(({ part }) => part))]
  return parts.map((part) => [part, rows.filter((row) => row.part === part)])
}

/** The rows as aligned text. */
export function asText(rows: Row[]): string {
  return groupByPart(rows)
    .map(([part, own]) => {
      const lines = [[part, ...HEAD.slice(1)], ...own.map(cells)]
      const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
      return lines
        .map((line) =>
          line
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd(),
        )
        .join('\n')
    })
    .join('\n\n')
}

/** The rows as one Markdown table. */
export function asMarkdownTable(rows: Row[]): string {
  return [HEAD, HEAD.map(() => '---'), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`).join('\n')
}
