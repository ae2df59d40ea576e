/** The smaller credit-card-type of the frame's script and the whole one find the same brands. */
import type creditCardType from 'credit-card-type'
import { expect, it } from 'vitest'
import { importBundled } from './importBundled.js'
import { smallCardTypes } from './smallCardTypes.js'

type Exports = { detect: typeof creditCardType }

const source = `import creditCardType from 'credit-card-type'
export const detect = creditCardType`

/** Every number of one to four digits, and each pattern of the table with the numbers around it. */
function listPrefixes({ detect }: Exports): string[] {
  const short = [1, 2, 3, 4].flatMap((length) =>
    Array.from({ length: 10 ** length }, (_, number) => String(number).padStart(length, '0')),
  )
  const patterns = detect('').flatMap((card) => card.patterns.flat())
  return ['', ...short, ...patterns.flatMap((number) => [number - 1, number, number + 1].map(String))]
}

it('finds the same brands for each prefix', async () => {
  const whole = await importBundled<Exports>(source, [])
  const small = await importBundled<Exports>(source, [smallCardTypes])
  const describe = ({ detect }: Exports, prefix: string) =>
    detect(prefix).map(({ type, gaps, lengths, code, matchStrength }) =>
      JSON.stringify([type, gaps, lengths, code.size, matchStrength]),
    )
  const prefixes = listPrefixes(whole)
  expect(prefixes.length).toBeGreaterThan(11_000)
  const different = prefixes.filter(
    (prefix) => String(describe(small, prefix)) !== String(describe(whole, prefix)),
  )
  expect(different).toEqual([])
})
