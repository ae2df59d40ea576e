/**
 * `npm run bench [-- --only <part>[,<part>]] [--write]`: every row of the targets, as a table and as JSON. It
 * measures, it does not judge: it exits with 0 whatever the figures. `--write` makes docs/performance.md of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { arrival } from './arrival.js'
import { bytes } from './bytes.js'
import type { Row } from './figures.js'
import { growth } from './growth.js'
import { memory, proxy } from './proxy.js'
import { report } from './report.js'
import { start } from './start.js'
import { asText } from './table.js'
import { typing } from './typing.js'

const parts = { bytes, arrival, typing, proxy, memory, growth, start } satisfies Record<
  string,
  () => Promise<Row[]>
>
type Part = keyof typeof parts

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name)
}

const { values } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean' } } })
const wanted = values.only?.split(',') ?? Object.keys(parts)
const unknown = wanted.filter((name) => !isPart(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}\n`)
  process.exit(2)
}

const rows: Row[] = []
for (const name of wanted.filter(isPart)) {
  process.stderr.write(`${name} …\n`)
  rows.push(...(await parts[name]()))
}
process.stdout.write(`${asText(rows)}\n`)
mkdirSync('dist/bench', { recursive: true })
writeFileSync('dist/bench/rows.json', `${JSON.stringify(rows, null, 2)}\n`)
if (values.write) await report(rows)
process.exit(0)
