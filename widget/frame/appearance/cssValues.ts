/**
 * Parsers for the values of `appearance` variables. Each is an allow-list: no functions except colors, no quotes except
 * around font names, no escapes, comments or second declarations.
 */
import { toHostFamily } from './fonts.js'

/** Enough for a list of fonts with the system's own and those for emoji. */
export const MAX_VALUE_LENGTH = 500

/** Returns the value to put into a style, or undefined if it is not allowed. */
export type CssValueParser = (value: string) => string | undefined

/** The functions that make a color of colors and numbers. No other: `var()`, `url()`, `attr()`, `env()`, `image()`. */
const COLOR_FUNCTIONS = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark'.split(' '),
)
/** No quotes, escapes, comments, braces or second declarations. */
const COLOR_CHARACTERS = /^[-a-z\d#%.,/()+ ]+$/i
/**
 * Words that refer to another value, and the system colors (https://www.w3.org/TR/css-color-4/#css-system-colors, and the
 * deprecated ones after them): those say something about the cardholder's system, and so would a refused one.
 */
const NOT_ABSOLUTE = new Set(
  (
    'inherit initial unset revert revert-layer revert-rule default currentcolor ' +
    'accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext ' +
    'graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext activeborder ' +
    'activecaption appworkspace background buttonhighlight buttonshadow captiontext inactiveborder inactivecaption ' +
    'inactivecaptiontext infobackground infotext menu menutext scrollbar threeddarkshadow threedface threedhighlight ' +
    'threedlightshadow threedshadow window windowframe windowtext'
  ).split(' '),
)
/** `-webkit-link`: a browser's own. */
const VENDOR = /^-+[a-z]/

/** Any absolute color that the browser knows: also `oklch()`, `color-mix()`, relative colors and `light-dark()`. */
export const parseColor: CssValueParser = (value) => {
  const functions = [...value.matchAll(/([-\w]*)\(/g)].map(([, name = '']) => name.toLowerCase())
  const words = value.toLowerCase().split(/[\s,/()]+/)
  const isSafe =
    COLOR_CHARACTERS.test(value) &&
    // The end of a value closes its parentheses, but another value may follow where it is put.
    value.split('(').length === value.split(')').length &&
    functions.every((name) => COLOR_FUNCTIONS.has(name)) &&
    !words.some((word) => NOT_ABSOLUTE.has(word) || VENDOR.test(word))
  return isSafe && CSS.supports('color', value) ? value : undefined
}

const LENGTH = /^(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(px|rem|em)$/
/** `rem` and `em` in px, at the browser's default font size. */
const EM_PX = 16

/** Creates a parser for lengths within bounds, both in px. */
export function createLengthParser(min: number, max: number): CssValueParser {
  return (value) => {
    if (!LENGTH.test(value)) return undefined
    const px = toPx(value)
    return px >= min && px <= max ? value : undefined
  }
}

/** The size of a length in `px`, `rem` or `em`. */
export function toPx(length: string): number {
  return parseFloat(length) * (length.endsWith('px') ? 1 : EM_PX)
}

/** A font weight, 100 to 900. */
export const parseWeight: CssValueParser = (value) => (/^[1-9]00$/.test(value) ? value : undefined)

/** Keywords that are no families, but refer to other values. */
const KEYWORD = /^(?:inherit|initial|unset|revert(?:-\w+)?|default)$/i

/**
 * Without quotes CSS takes letters of any script, digits, hyphens and underscores, such as `__Inter_d65c78` of next/font.
 * A name with a blank before a digit is quoted below.
 */
const FAMILY_NAME =
  /^(?:-?[\p{L}_][\p{L}\p{M}\d_-]*(?: [\p{L}\p{M}\d_-]+)*|(["'])[\p{L}\d_][\p{L}\p{M}\d _-]*\1)$/u

/** Font names and generic families, separated by commas. Before each comes the host page's own font of that name. */
export const parseFontFamily: CssValueParser = (value) => {
  const names = value.split(',').map((name) => name.trim())
  const allowed = names.every((name) => FAMILY_NAME.test(name) && !KEYWORD.test(name))
  if (!allowed) return undefined
  return names.map((name) => `"${toHostFamily(name.replace(/["']/g, ''))}", ${quoteName(name)}`).join(', ')
}

/** Quotes a name such as `Source Serif 4`: without quotes no word may begin with a digit. */
function quoteName(name: string): string {
  return / \d/.test(name) && !/["']/.test(name) ? `"${name}"` : name
}
