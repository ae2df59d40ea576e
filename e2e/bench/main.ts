/**
 * `npm run bench [-- --only <part>[,<part>]] [--quick] [--write]`: measures every target; prints a table and writes
 * JSON. It exits with 0 whatever the figures. `--quick` takes fewer samples, for a test of the bench itself.
 * `--write` updates docs/evidence/performance.md; with `--only`, the sections of those parts.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { allocation } from './allocation.js'
import { arrival } from './arrival.js'
import { bytes } from './bytes.js'
import type { Row } from './figures.js'
import { growth } from './growth.js'
import { imports } from './imports.js'
import { memory } from './memory.js'
import { rowsOrFailure, logProgress } from './progress.js'
import { proxy } from './proxy.js'
import { report } from './report.js'
import { start } from './start.js'
import { asText } from './table.js'
import { typing } from './typing.js'

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, write: { type: 'boolean' } },
})
const rounds = values.quick ? 2 : 7
const parts = {
  bytes,
  arrival: () => arrival(rounds),
  typing: () => typing(rounds),
  allocation: () =>
    values.quick
      ? allocation({ warmUpRounds: 1, rounds: 1, peers: false })
      : allocation({ warmUpRounds: 6, rounds: 3, peers: true }),
  proxy: () => proxy(rounds),
  memory: () => memory(values.quick ? 10_000 : 200_000),
  growth: () => growth(values.quick ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6]),
  start,
  imports: () => imports(rounds),
} satisfies Record<string, () => Promise<Row[]>>
type Part = keyof typeof parts

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name)
}

const wanted = values.only?.split(',') ?? Object.keys(parts)
const unknown = wanted.filter((name) => !isPart(name))
if (unknown.length > 0) {
  process.stderr.write(`--only: there is no ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}\n`)
  process.exit(2)
}

logProgress(`Node ${process.versions.node}`)
const rows: Row[] = []
for (const part of wanted.filter(isPart)) {
  logProgress(`${part} …`)
  rows.push(...(await rowsOrFailure(part, part, parts[part])))
}
process.stdout.write(`${asText(rows)}\n`)
mkdirSync('dist/bench', { recursive: true })
writeFileSync('dist/bench/rows.json', `${JSON.stringify(rows, null, 2)}\n`)
if (values.write) await report(rows)
process.exit(0)
