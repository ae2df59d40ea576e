/** Whether a text can be read on the backgrounds behind it. */
import { blend, contrastRatio, type Color, type ColorResolver } from './contrast.js'

/** WCAG 2.2 requires 3:1 for large text and for the parts that identify a control, and 4.5:1 for small text. */
const MIN_CONTRAST = 3
/** The minimum opacity of a text on an unknown background. */
const MIN_OPACITY = 0.5

/** Why a color is unreadable on these backgrounds, topmost first. Undefined if it is readable, or can't be computed. */
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
  // Rounded down, so that 2.99 is not shown as 3.
  const shown = Math.floor(ratio * 10) / 10
  return `gives a text a contrast of ${shown}:1 with the background; the least is ${MIN_CONTRAST}:1`
}

/** Whether a color has at least the minimum contrast with an opaque background. */
export function isReadable(ink: string, background: string, resolve: ColorResolver): boolean {
  return resolve(background)?.[3] === 1 && findProblem(ink, [background], resolve) === undefined
}

/** The opaque background that the layers result in. Undefined if the page shows through. */
function blendLayers(colors: (Color | undefined)[]): Color | undefined {
  const bottom = colors.findIndex((color) => color?.[3] === 1)
  const [base, ...above] = colors.slice(0, bottom + 1).reverse()
  if (!base) return undefined
  return above.reduce<Color | undefined>((below, color) => below && color && blend(color, below), base)
}
