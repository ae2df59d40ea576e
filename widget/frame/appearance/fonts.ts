/** The merchant's fonts, made from bytes that the host page fetched: the frame's CSP lets it load none. */
import type { FontData } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'

const FAMILY = /^[A-Za-z][A-Za-z0-9 -]{0,63}$/
/** One, or the range of a variable font. */
const WEIGHT = /^[1-9]00(?: [1-9]00)?$/
const LIMIT_BYTES = 1024 * 1024

/** Adds what is a font; the form keeps its face where one is not, and says so. */
export async function addFonts(
  fonts: FontData[],
  onRefused: (toRefusedEvent: ErrorEvent) => void,
): Promise<void> {
  await Promise.all(
    fonts.map(async (font) => {
      try {
        document.fonts.add(await createFontFace(font).load())
      } catch {
        onRefused(refusal(font.family))
      }
    }),
  )
}

function createFontFace({ family, weight = '400', style = 'normal', bytes }: FontData): FontFace {
  const usable = FAMILY.test(family) && WEIGHT.test(weight) && bytes.byteLength <= LIMIT_BYTES
  if (!usable) throw new TypeError('not a font')
  return new FontFace(family, bytes, { weight, style })
}

/** Says to the page's developer, who reads English, which face the form goes on without. */
function refusal(family: string): ErrorEvent {
  const name = FAMILY.test(family) ? `"${family}"` : 'with that name'
  const message = `The font ${name} was left out: it must be a font file of at most 1 MiB, with a plain name and a weight of 100 to 900.`
  return { code: 'invalid_request', message, retryable: false, field: 'fonts' }
}
