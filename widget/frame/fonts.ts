/** The merchant's fonts, made from bytes that the host page fetched: the frame's CSP lets it load none. */
import type { FontData } from '../protocol/appearance.js'

const FAMILY = /^[A-Za-z0-9][A-Za-z0-9 -]{0,63}$/
const WEIGHT = /^[1-9]00$/
const LIMIT_BYTES = 1024 * 1024

/** Adds what is a font; the form keeps its face where one is not. */
export async function addFonts(fonts: FontData[]): Promise<void> {
  const usable = fonts.filter(
    ({ family, weight = '400', bytes }) =>
      FAMILY.test(family) && WEIGHT.test(weight) && bytes.byteLength <= LIMIT_BYTES,
  )
  await Promise.allSettled(
    usable.map(async ({ family, weight = '400', style = 'normal', bytes }) => {
      document.fonts.add(await new FontFace(family, bytes, { weight, style }).load())
    }),
  )
}
