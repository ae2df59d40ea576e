/** Adds the merchant's fonts from bytes that the host page fetched, because the frame's CSP allows no font requests. */
import type { FontData } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'

/** Letters of any script. Bundlers name fonts with underscores, such as `__Inter_d65c78`. */
const FAMILY = /^[\p{L}_][\p{L}\p{M}\d_ -]{0,63}$/u
/** One weight, or the range of a variable font. */
const WEIGHT = /^[1-9]00(?: [1-9]00)?$/
const STYLE = /^(?:normal|italic)$/
const MAX_BYTES = 1024 * 1024

/** Adds the valid fonts. Calls back with an event for each invalid font. */
export async function addFonts(fonts: FontData[], onRefused: (event: ErrorEvent) => void): Promise<void> {
  await Promise.all(
    fonts.map(async (font) => {
      try {
        document.fonts.add(await createFontFace(font).load())
      } catch {
        onRefused(toRefusedEvent(font.family))
      }
    }),
  )
}

function createFontFace({ family, weight = '400', style = 'normal', bytes }: FontData): FontFace {
  const isNamed = FAMILY.test(family) && WEIGHT.test(weight) && STYLE.test(style)
  const isValid = isNamed && bytes instanceof ArrayBuffer && bytes.byteLength <= MAX_BYTES
  if (!isValid) throw new TypeError('not a font')
  return new FontFace(toHostFamily(family), bytes, { weight, style })
}

/**
 * The name of a host page's font in the document. The prefix keeps it from having the name of a system font: typed text is
 * drawn in system fonts, and a page must not replace these with glyphs that it can measure.
 */
export function toHostFamily(family: string): string {
  return `host ${family}`
}

/** The event that names a refused font, for the page's developer. */
function toRefusedEvent(family: string): ErrorEvent {
  const name = FAMILY.test(family) ? `"${family}"` : 'with that name'
  const message = `The font ${name} was left out: it must be a font file of at most 1 MiB, with a name of letters, digits, blanks, hyphens and underscores, and a weight of 100 to 900.`
  return { code: 'invalid_request', message, retryable: false, field: 'fonts' }
}
