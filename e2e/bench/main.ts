/**
 * `npm run bench`: measures every target; prints a table and writes JSON. It exits with 0 whatever the figures.
 * options.ts has the options.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { allocation } from './allocation.js'
import { arrival } from './arrival.js'
import { bytes } from './bytes.js'
import type { Row } from './figures.js'
import { growth } from './growth.js'
import { imports } from './imports.js'
import { memory } from './memory.js'
import { parseOptions, type Options, type Part } from './options.js'
import { rowsOrFailure, logProgress } from './progress.js'
import { proxy } from './proxy.js'
import { report } from './report.js'
import { start } from './start.js'
import { asText } from './table.js'
import { typing } from './typing.js'

function readOptions(): Options {
  const parsed = parseOptions(process.argv.slice(2))
  if ('run' in parsed) return parsed.run
  if ('help' in parsed) {
    process.stdout.write(parsed.help)
    process.exit(0)
  }
  process.stderr.write(`${parsed.error}\n`)
  process.exit(2)
}

const { only, isQuick, writes } = readOptions()
const rounds = isQuick ? 2 : 7
const measurements: Record<Part, () => Promise<Row[]>> = {
  bytes,
  arrival: () => arrival(rounds),
  typing: () => typing(rounds),
  allocation: () =>
    isQuick
      ? allocation({ warmUpRounds: 1, rounds: 1, peers: false })
      : allocation({ warmUpRounds: 6, rounds: 3, peers: true }),
  proxy: () => proxy(rounds),
  memory: () => memory(isQuick ? 10_000 : 200_000),
  growth: () => growth(isQuick ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6]),
  start,
  imports: () => imports(rounds),
}

logProgress(`Node ${process.versions.node}`)
const rows: Row[] = []
for (const part of only) {
  logProgress(`${part} …`)
  rows.push(...(await rowsOrFailure(part, part, measurements[part])))
}
process.stdout.write(`${asText(rows)}\n`)
mkdirSync('dist/bench', { recursive: true })
writeFileSync('dist/bench/rows.json', `${JSON.stringify(rows, null, 2)}\n`)
if (writes) await report(rows)
process.exit(0)
