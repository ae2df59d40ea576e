/**
 * Plots captures per second by the number of connections and of processes, and a store's time for a
 * capture by its sessions.
 */
import type { Row } from './figures.js'

const WIDTH = 640
const HEIGHT = 220
const MARGIN = { left: 64, right: 16, top: 36, bottom: 40 }

type Line = { name: string; points: { at: number; value: number }[] }

/** A line of the rows whose names match. The pattern's group is the position on the axis. */
function toLine(rows: Row[], name: string, pattern: RegExp): Line {
  const points = rows.flatMap((row) => {
    const [, at] = pattern.exec(row.name) ?? []
    return at === undefined || row.median === undefined || row.part !== 'growth'
      ? []
      : [{ at: Number(at.replaceAll(',', '')), value: row.median }]
  })
  return { name, points }
}

/** One chart with a logarithmic horizontal axis. */
function chart(title: string, lines: Line[], top: number): string {
  const all = lines.flatMap(({ points }) => points)
  if (all.length === 0) return ''
  const logs = all.map(({ at }) => Math.log10(at))
  const [least, most] = [Math.min(...logs), Math.max(...logs)]
  const highest = Math.max(...all.map(({ value }) => value)) * 1.1
  const x = (at: number) =>
    MARGIN.left + ((Math.log10(at) - least) / (most - least || 1)) * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (value: number) =>
    top + HEIGHT - MARGIN.bottom - (value / highest) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const ticks = [...new Set(all.map(({ at }) => at))]
  const base = y(0)
  return [
    `<text x="${MARGIN.left}" y="${top + 20}" font-weight="600">${title}</text>`,
    ...[0, highest / 2.2, highest / 1.1].map(
      (value) =>
        `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}" stroke="#ccc"/>` +
        `<text x="${MARGIN.left - 8}" y="${y(value) + 4}" text-anchor="end">${Math.round(value).toLocaleString('en')}</text>`,
    ),
    ...ticks.map(
      (at) => `<text x="${x(at)}" y="${base + 20}" text-anchor="middle">${at.toLocaleString('en')}</text>`,
    ),
    ...lines.map(({ name, points }, index) => {
      const color = ['#1a56db', '#b45309'][index] ?? '#555'
      const path = points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
      const end = points.at(-1)
      return (
        `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>` +
        (end
          ? `<text x="${x(end.at)}" y="${y(end.value) - 8}" text-anchor="end" fill="${color}">${name}</text>`
          : '')
      )
    }),
  ].join('\n')
}

/** The charts as one SVG. */
export function renderPlot(rows: Row[]): string {
  const charts = [
    chart(
      'Captures a second, one process, by connections',
      [toLine(rows, 'embedded store', /^(\d+) connections$/)],
      0,
    ),
    chart(
      'Captures a second, 64 connections, by processes on one Redis',
      [toLine(rows, 'Redis', /^(\d+) on one Redis$/)],
      HEIGHT,
    ),
    chart(
      'µs of the store for a capture, by sessions in it',
      [
        toLine(rows, 'embedded', /^embedded, ([\d,]+) sessions$/),
        toLine(rows, 'Redis', /^Redis, ([\d,]+) sessions$/),
      ],
      HEIGHT * 2,
    ),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT * charts.length}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
${charts.join('\n')}
</svg>
`
}
