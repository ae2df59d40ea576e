/**
 * Parsers for the values of `appearance` variables. Each is an allow-list: no functions except colors, no quotes except
 * around font names, no escapes, comments or second declarations.
 */
import { toHostFamily } from './fonts.js'

/** Returns the value to put into a style, or undefined if it is not allowed. */
export type CssValueParser = (value: string) => string | undefined

const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i
const NUMBER = '[+-]?(?:\\d{1,3}(?:\\.\\d{1,17})?|\\.\\d{1,17})%?'
const HUE = `${NUMBER}(?:deg)?`
const COMMAS = `${HUE}(?: ?, ?${NUMBER}){2,3}`
const SPACES = `${HUE} ${NUMBER} ${HUE}(?: ?/ ?${NUMBER})?`
/**
 * https://www.w3.org/TR/css-color-4/#color-functions, with `deg` as the only unit, without `none` and `calc()`. No
 * `color()`, `color-mix()` and relative colors: these take names and other functions as arguments.
 */
const COLOR_FUNCTION = new RegExp(
  `^(?:(?:rgb|hsl)a?\\( ?(?:${COMMAS}|${SPACES})|(?:hwb|(?:ok)?l(?:ab|ch))\\( ?${SPACES}) ?\\)$`,
  'i',
)
const WORD = /^[a-z]{3,20}$/i
/** Keywords that are not colors or families, but refer to other values. */
const KEYWORD = /^(?:inherit|initial|unset|revert(?:-\w+)?|default|currentcolor)$/i

/** `#rgb` to `#rrggbbaa`, `rgb()`, `hsl()`, `hwb()`, `lab()`, `lch()`, `oklab()`, `oklch()` or a color name. */
export const parseColor: CssValueParser = (value) => {
  const wellFormed =
    HEX.test(value) || COLOR_FUNCTION.test(value) || (WORD.test(value) && !KEYWORD.test(value))
  return wellFormed && isColor(value) ? value : undefined
}

/** Asks the browser: `blurple` is well formed, but not a color, and an old browser has no `oklch()`. */
function isColor(value: string): boolean {
  return typeof CSS === 'undefined' || CSS.supports('color', value)
}

const LENGTH = /^(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(px|rem|em)$/
/** `rem` and `em` in px, at the browser's default font size. */
const EM_PX = 16

/** Creates a parser for lengths within bounds, both in px. */
export function createLengthParser(min: number, max: number): CssValueParser {
  return (value) => {
    const [, number, unit] = LENGTH.exec(value) ?? []
    if (number === undefined) return undefined
    const px = Number(number) * (unit === 'px' ? 1 : EM_PX)
    return px >= min && px <= max ? value : undefined
  }
}

/** A font weight, 100 to 900. */
export const parseWeight: CssValueParser = (value) => (/^[1-9]00$/.test(value) ? value : undefined)

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
