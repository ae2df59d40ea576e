/** Values that anybody knows or may guess: good enough for a gateway on this machine, refused before a real one. */

/** In examples, templates and the demo; no key of `keygen` has one of them but by a chance of one in 10^8. */
const EXAMPLE = /example|simulator|change-?me|placeholder|your[-_]/i
const LEAST_STEPS = 8

export function isExample(secret: string): boolean {
  return EXAMPLE.test(secret)
}

/** One that is repeated or counted up: few different steps lead from each of its bytes to the next. */
export function isRegular(key: Buffer): boolean {
  const steps = new Set([...key.subarray(1)].map((byte, index) => byte - (key[index] ?? 0)))
  return steps.size < LEAST_STEPS
}

export const GUESSABLE =
  'is an example or can be guessed: it should be a random one for a gateway that is not on this machine'
