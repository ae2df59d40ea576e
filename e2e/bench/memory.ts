/** Measures the resident memory of one process over many captures: the ratio of its memory at the end to that early on. */
import { row, type Row } from './figures.js'
import { logProgress } from './progress.js'
import { measure } from './proxy/load.js'
import { startBench } from './proxy/subjects.js'

const part = 'memory'
const STEPS = 10
/** By the end of this step the process has reached its usual memory. */
const EARLY = 4

/** Measures memory over this many captures. */
export async function memory(captures: number): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [, ours] = bench.subjects
    const sizes: number[] = []
    let failed = 0
    for (let step = 1; ours && step <= STEPS; step++) {
      const measured = await measure(ours, { connections: 64, requests: captures / STEPS })
      sizes.push(measured.memory)
      failed += measured.failed
      const done = ((captures / STEPS) * step).toLocaleString('en')
      logProgress(
        `${part}: ${measured.memory.toFixed(0)} MB after ${done} captures, ${measured.failed} failed`,
      )
    }
    return [
      row(sizes, {
        part,
        name: `memory over ${captures.toLocaleString('en')} captures`,
        unit: 'MB',
        note: `after each tenth: ${sizes.map((size) => size.toFixed(0)).join(', ')}`,
      }),
      row([(sizes.at(-1) ?? NaN) / (sizes[EARLY - 1] ?? NaN)], {
        part,
        name: 'memory, at the end over after four tenths',
        unit: '×',
        target: { atMost: 1.1 },
      }),
      row([failed], { part, name: 'failed', unit: 'captures', target: { atMost: 0 } }),
    ]
  } finally {
    await bench.stop()
  }
}
