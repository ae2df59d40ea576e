/**
 * What a variable of `appearance` may be. Each grammar says what is allowed and knows nothing of what is not:
 * no function but the colours', no quote but around a name of a font, no escape, comment or second declaration.
 */

/** The value as it may stand in a style, or undefined. */
export type CssValueParser = (value: string) => string | undefined

const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i
const NUMBER = '[+-]?\\d{1,3}(?:\\.\\d{1,4})?%?'
const COMMAS = `${NUMBER}(?: ?, ?${NUMBER}){2,3}`
const BLANKS = `${NUMBER}(?: ${NUMBER}){2}(?: ?/ ?${NUMBER})?`
/** https://www.w3.org/TR/css-color-4/#rgb-functions, without units, `none` and calculations. */
const COLOR_FUNCTION = new RegExp(`^(?:rgb|hsl)a?\\( ?(?:${COMMAS}|${BLANKS}) ?\\)$`, 'i')
const WORD = /^[a-z]{3,20}$/i
/** They mean another element's value, or none. */
const KEYWORD = /^(?:inherit|initial|unset|revert(?:-\w+)?|default|currentcolor)$/i

/** `#rgb` to `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`, `hsla()` or a name that the browser knows. */
export const parseColor: CssValueParser = (value) => {
  const wellFormed =
    HEX.test(value) || COLOR_FUNCTION.test(value) || (WORD.test(value) && !KEYWORD.test(value))
  return wellFormed && isColor(value) ? value : undefined
}

/** The browser's word: `blurple` is well formed, and no colour. */
function isColor(value: string): boolean {
  return typeof CSS === 'undefined' || CSS.supports('color', value)
}

const LENGTH = /^(\d{1,3}(?:\.\d{1,3})?)(px|rem|em)$/
/** What `rem` and `em` are of, before the cardholder's own setting. */
const EM_PX = 16

/** A length within bounds, both in px. */
export function createLengthParser(least: number, most: number): CssValueParser {
  return (value) => {
    const [, number, unit] = LENGTH.exec(value) ?? []
    if (number === undefined) return undefined
    const px = Number(number) * (unit === 'px' ? 1 : EM_PX)
    return px >= least && px <= most ? value : undefined
  }
}

export const parseWeight: CssValueParser = (value) => (/^[1-9]00$/.test(value) ? value : undefined)

const FAMILY_NAME = /^(?:-?[a-z][a-z\d-]*(?: [a-z\d-]+)*|"[a-z\d][a-z\d -]*"|'[a-z\d][a-z\d -]*')$/i

/** Names and generic words, with commas. */
export const parseFontFamily: CssValueParser = (value) => {
  const names = value.split(',').map((name) => name.trim())
  const allowed = names.every((name) => FAMILY_NAME.test(name) && !KEYWORD.test(name))
  return allowed ? names.map(quoted).join(', ') : undefined
}

/** A word of an unquoted name may not begin with a digit: in quotes it may. */
function quoted(name: string): string {
  return / \d/.test(name) && !/["']/.test(name) ? `"${name}"` : name
}
