/** Progress lines on stderr; the table goes to stdout. */
import { row, type Row } from './figures.js'

const began = performance.now()

/** Prints a line with the seconds since the start. */
export function logProgress(text: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  process.stderr.write(`${seconds.padStart(5)} s  ${text}\n`)
}

/** Runs one measurement. A failure becomes a row with a note, so that the other measurements go on. */
export async function rowsOrFailure(part: string, name: string, work: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await work()
  } catch (error) {
    const note = `failed: ${(error as Error).message}`
    logProgress(`${part}: ${name}: ${note}`)
    return [row([], { part, name, unit: '', note })]
  }
}
