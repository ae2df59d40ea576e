/** Repeatable choices: each one depends only on the seed and on what it is about, and not on the order of events. */
import { createHash } from 'node:crypto'

/** Returns a number from 0 to 1, which is always the same for the same arguments. */
export type Random = (...about: (string | number)[]) => number

/** Creates the function for a seed. */
export function createRandom(seed: string): Random {
  return (...about) => {
    const hash = createHash('sha256').update(JSON.stringify([seed, ...about]))
    return hash.digest().readUInt32BE() / 2 ** 32
  }
}

/** Returns the element at a place in the list; the place is from 0 to 1. */
export function pick<T>(list: readonly [T, ...T[]], place: number): T {
  return list[Math.floor(place * list.length)] ?? list[0]
}

/** Resolves after a time. */
export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
