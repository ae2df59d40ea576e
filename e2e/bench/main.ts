/**
 * `npm run bench [-- --only <part>,…] [--write]`: every row of the targets, as a table and as JSON. It measures, it
 * does not judge: it exits with 0 whatever the figures.
 */
import { arrival } from './arrival.js'
import type { Row } from './figures.js'
import { memory, proxy } from './proxy.js'
import { asText } from './table.js'

const parts: Record<string, () => Promise<Row[]>> = { arrival, proxy, memory }

const [flag, names] = process.argv.slice(2)
const wanted = flag === '--only' ? (names ?? '').split(',') : Object.keys(parts)
const rows: Row[] = []
for (const name of wanted) rows.push(...((await parts[name]?.()) ?? []))
process.stdout.write(`${asText(rows)}\n`)
