/** Parsers for the values of `appearance.rules` that variables don't have. Each is an allow-list, as in `cssValues.ts`. */
import { createLengthParser, parseColor, toPx, type CssValueParser } from './cssValues.js'

/** Like `createLengthParser`, but also accepts negative lengths, and `0` without a unit. */
export function createSignedLengthParser(min: number, max: number): CssValueParser {
  const parseAbove = createLengthParser(Math.max(min, 0), max)
  const parseBelow = createLengthParser(0, -min)
  return (value) => {
    if (/^-?0$/.test(value)) return min <= 0 ? '0px' : undefined
    if (!value.startsWith('-')) return parseAbove(value)
    return min < 0 && parseBelow(value.slice(1)) ? value : undefined
  }
}

export function createKeywordParser(keywords: string[]): CssValueParser {
  return (value) => (keywords.includes(value) ? value : undefined)
}

/** `1` to `2`, without a unit. */
export const parseLineHeight: CssValueParser = (value) =>
  /^(?:1(?:\.\d{1,3})?|2(?:\.0{1,3})?)$/.test(value) ? value : undefined

const MAX_DURATION_MS = 500

/** `0ms` to `500ms`, or the same in `s`. */
export const parseDuration: CssValueParser = (value) => {
  const [, number, unit] = /^(\d{1,3}|\d?\.\d{1,3})(ms|s)$/.exec(value) ?? []
  if (number === undefined) return undefined
  return Number(number) * (unit === 's' ? 1000 : 1) <= MAX_DURATION_MS ? value : undefined
}

const MAX_SHADOWS = 4
const parseOffset = createSignedLengthParser(-100, 100)
/** The offset of an outer shadow is limited, so that the shadow covers no text of another part. */
const parseNearOffset = createSignedLengthParser(-16, 24)
const parseBlur = createSignedLengthParser(0, 64)
const parseSpread = createSignedLengthParser(-64, 100)
const parseNearSpread = createSignedLengthParser(-64, 6)

/** `none`, or shadows separated by commas. */
export const parseShadow: CssValueParser = (value) => {
  if (value === 'none') return value
  const shadows = splitOutside(value, ',').map((shadow) => parseOneShadow(shadow.trim()))
  return shadows.length <= MAX_SHADOWS && shadows.every((shadow) => shadow !== undefined)
    ? shadows.join(', ')
    : undefined
}

/** `inset` and the color may come before or after the lengths. The color is required: CSS would use the text's color. */
function parseOneShadow(shadow: string): string | undefined {
  const words = splitOutside(shadow, ' ').filter(Boolean)
  const isInset = words.includes('inset')
  const lengths = words.filter((word) => /^[-.\d]/.test(word))
  const [color, ...others] = words.filter((word) => word !== 'inset' && !lengths.includes(word))
  const isTogether = words.join(' ').includes(lengths.join(' '))
  const [x, y, blur = '0', spread = '0', ...more] = lengths
  if (x === undefined || y === undefined || color === undefined) return undefined
  if (!isTogether || others.length + more.length > 0) return undefined
  const parsedOffset = isInset ? parseOffset : parseNearOffset
  const parsed = [
    parsedOffset(x),
    parsedOffset(y),
    parseBlur(blur),
    (isInset ? parseSpread : parseNearSpread)(spread),
    parseColor(color),
  ]
  return parsed.includes(undefined) ? undefined : `${isInset ? 'inset ' : ''}${parsed.join(' ')}`
}

/** `reach`: how far from the edge of its part the shadow is visible, in px. It includes half of the blur. */
type Shadow = { isInset: boolean; reach: number; color: string }

/** The shadows of a parsed value. `none` has none. */
export function splitShadows(parsed: string): Shadow[] {
  if (parsed === 'none') return []
  return splitOutside(parsed, ',').map((shadow) => {
    const [x = '', y = '', blur = '', spread = '', color = ''] = splitOutside(
      shadow.trim().replace('inset ', ''),
      ' ',
    )
    const offset = Math.max(Math.abs(toPx(x)), Math.abs(toPx(y)))
    return { isInset: shadow.includes('inset '), reach: offset + toPx(spread) + toPx(blur) / 2, color }
  })
}

/** Splits at a separator, except inside parentheses. */
function splitOutside(value: string, separator: string): string[] {
  let depth = 0
  const parts = ['']
  for (const character of value) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === separator && depth === 0) parts.push('')
    else parts.push((parts.pop() ?? '') + character)
  }
  return parts
}
