/**
 * Parsers for the values of `appearance` variables. Each is an allow-list: no functions except colors, no quotes except
 * around font names, no escapes, comments or second declarations.
 */
import { toHostFamily } from './fonts.js'

/** Enough for a list of fonts that includes system and emoji fonts. */
export const MAX_VALUE_LENGTH = 500

/** Returns the value to put into a style, or undefined if it is not allowed. */
export type CssValueParser = (value: string) => string | undefined

/** Functions that make a color from colors and numbers. Not allowed: `var()`, `url()`, `attr()`, `env()`, `image()`. */
const COLOR_FUNCTIONS = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark'.split(' '),
)
/** No quotes, escapes, comments, braces or second declarations. */
const COLOR_CHARACTERS = /^[-a-z\d#%.,/()+ ]+$/i
/**
 * Words that refer to another value, and the system colors (https://www.w3.org/TR/css-color-4/#css-system-colors, followed
 * by the deprecated ones). A system color, and its refusal too, would tell the page about the cardholder's system.
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
/** A vendor's keyword, such as `-webkit-link`. */
const VENDOR = /^-+[a-z]/

/** Any absolute color that the browser supports, including `oklch()`, `color-mix()`, relative colors and `light-dark()`. */
export const parseColor: CssValueParser = (value) => {
  const functions = [...value.matchAll(/([-\w]*)\(/g)].map(([, name = '']) => name.toLowerCase())
  const words = value.toLowerCase().split(/[\s,/()]+/)
  const isSafe =
    COLOR_CHARACTERS.test(value) &&
    // CSS closes open parentheses at the end of a value, but the value may be inserted before another one.
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

/** Keywords that refer to other values, and so are not font families. */
const KEYWORD = /^(?:inherit|initial|unset|revert(?:-\w+)?|default)$/i

/**
 * Without quotes CSS accepts letters of any script, digits, hyphens and underscores, such as `__Inter_d65c78` of next/font.
 * A name with a blank before a digit is accepted here, and quoted by `quoteName`.
 */
const FAMILY_NAME =
  /^(?:-?[\p{L}_][\p{L}\p{M}\d_-]*(?: [\p{L}\p{M}\d_-]+)*|(["'])[\p{L}\d_][\p{L}\p{M}\d _-]*\1)$/u

/** Font names and generic families, separated by commas. The host page's font of the same name is put before each. */
export const parseFontFamily: CssValueParser = (value) => {
  const names = value.split(',').map((name) => name.trim())
  const allowed = names.every((name) => FAMILY_NAME.test(name) && !KEYWORD.test(name))
  if (!allowed) return undefined
  return names.map((name) => `"${toHostFamily(name.replace(/["']/g, ''))}", ${quoteName(name)}`).join(', ')
}

/** Quotes a name such as `Source Serif 4`, because without quotes no word may begin with a digit. */
function quoteName(name: string): string {
  return / \d/.test(name) && !/["']/.test(name) ? `"${name}"` : name
}
