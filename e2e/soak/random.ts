/** Repeatable choices: each one follows from the seed and from what it is about, whatever happens at the same time. */
import { createHash } from 'node:crypto'

/** Returns a number from 0 to 1, always the same for the same words. */
export type Random = (...about: (string | number)[]) => number

/** Creates the choices of one seed. */
export function createRandom(seed: string): Random {
  return (...about) => {
    const hash = createHash('sha256').update(JSON.stringify([seed, ...about]))
    return hash.digest().readUInt32BE() / 2 ** 32
  }
}

/** Returns the element at a place from 0 to 1. */
export function pick<T>(list: readonly [T, ...T[]], place: number): T {
  return list[Math.floor(place * list.length)] ?? list[0]
}

/** Resolves after a time. */
export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
