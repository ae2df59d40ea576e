/** Whether a text can be read on the backgrounds behind it. */
import { blend, contrastRatio, type Color, type ColorResolver } from './contrast.js'

/** WCAG 2.2 asks for 3:1 for large text and for what identifies a control, and 4.5:1 for small text. */
const MIN_CONTRAST = 3
/** On a background that is not known. */
const MIN_OPACITY = 0.5

/** What is wrong with a color on these backgrounds, from the top; undefined when nothing is, or the browser can't say. */
export function findProblem(ink: string, layers: string[], resolve: ColorResolver): string | undefined {
  const color = resolve(ink)
  if (!color) return undefined
  const background = blendLayers(layers.map(resolve))
  if (!background) {
    return color[3] < MIN_OPACITY
      ? `is less than ${MIN_OPACITY * 100}% opaque, so the text can't be read`
      : undefined
  }
  const ratio = contrastRatio(blend(color, background), background)
  if (ratio >= MIN_CONTRAST) return undefined
  // Rounded down: 2.99 is not 3.
  const shown = Math.floor(ratio * 10) / 10
  return `gives a text a contrast of ${shown}:1 with the background; the least is ${MIN_CONTRAST}:1`
}

/** Whether a color has the least contrast with an opaque background. */
export function isReadable(ink: string, background: string, resolve: ColorResolver): boolean {
  return resolve(background)?.[3] === 1 && findProblem(ink, [background], resolve) === undefined
}

/** The opaque background that the layers make; undefined if the page shows through. */
function blendLayers(colors: (Color | undefined)[]): Color | undefined {
  const bottom = colors.findIndex((color) => color?.[3] === 1)
  const [base, ...above] = colors.slice(0, bottom + 1).reverse()
  if (!base) return undefined
  return above.reduce<Color | undefined>((below, color) => below && color && blend(color, below), base)
}
