/** What is under way, line by line, beside the table. */
import { row, type Row } from './figures.js'

const began = performance.now()

export function say(text: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  process.stderr.write(`${seconds.padStart(5)} s  ${text}\n`)
}

/** What fails is told in a row of its own: the others' figures are worth as much. */
export async function attempt(part: string, name: string, work: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await work()
  } catch (error) {
    const note = `failed: ${(error as Error).message}`
    say(`${part}: ${name}: ${note}`)
    return [row([], { part, name, unit: '', note })]
  }
}
