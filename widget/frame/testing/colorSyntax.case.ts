/** Replaces `CSS.supports('color', …)`, which Node doesn't have. The browser specs use the real function. */
import { vi } from 'vitest'

const NAMES = new Set('red blue teal white black transparent rebeccapurple'.split(' '))
const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/
/** Only as strict as the hostile values require. A browser checks more. */
const FUNCTION = /^[a-z-]+\((?:[^()]|\([^()]*\)){5,}\)$/
const TOO_FEW = /^rgb\(\d+, \d+\)$/

export function stubColorSyntax(): void {
  vi.stubGlobal('CSS', {
    supports(_: 'color', value: string): boolean {
      const color = value.toLowerCase()
      return NAMES.has(color) || HEX.test(color) || (FUNCTION.test(color) && !TOO_FEW.test(color))
    },
  })
}
