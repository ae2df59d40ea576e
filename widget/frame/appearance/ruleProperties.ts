/** The properties of `appearance.rules`: the parser of each, and the CSS properties that get the value. */
import type { RuleProperties } from '../../protocol/appearanceRules.js'
import { parseColor, parseFontFamily, parseWeight, type CssValueParser } from './cssValues.js'
import {
  createKeywordParser,
  createSignedLengthParser,
  parseDuration,
  parseLineHeight,
  parseShadow,
} from './ruleValues.js'

export type RulePropertyName = keyof RuleProperties

/** `css`: the CSS properties that get the value. `expected` completes “Write …”, for the page's developer. */
export type RuleProperty = {
  css: string[]
  parse: CssValueParser
  expected: string
  /** The property moves nothing, so a rule for a state may set it. The form must not jump when a field gets the focus. */
  isPaint?: boolean
}

function color(...css: string[]): RuleProperty {
  const expected = 'a CSS color without var() and system colors, such as oklch(0.6 0.15 250)'
  return { css, parse: parseColor, expected, isPaint: true }
}

/** `min` and `max` in px. */
export function length(css: string, min: number, max: number): RuleProperty {
  const expected = `${min}px to ${max}px, in px, rem or em`
  return { css: [css], parse: createSignedLengthParser(min, max), expected }
}

function keyword(css: string, ...keywords: string[]): RuleProperty {
  return { css: [css], parse: createKeywordParser(keywords), expected: keywords.join(', ') }
}

/** Custom properties for the border and background of fields and options. Autofill, themes and states use them too. */
export const linedProperties = {
  backgroundColor: color('--fill'),
  borderColor: color('--line'),
}

/** The default bounds. A part may set others. */
export const ruleProperties: Record<RulePropertyName, RuleProperty> = {
  color: color('color'),
  backgroundColor: color('background-color'),
  borderColor: color('border-color'),
  borderWidth: length('border-width', 0, 4),
  borderStyle: keyword('border-style', 'solid', 'dashed', 'dotted', 'double', 'none'),
  borderRadius: { ...length('border-radius', 0, 40), isPaint: true },
  boxShadow: {
    css: ['box-shadow'],
    parse: parseShadow,
    expected:
      'none, or one to four shadows with a color, such as 0 0 0 3px rgb(15 118 110 / 25%); an outer one within 24px, with a spread up to 6px',
    isPaint: true,
  },
  outlineColor: color('outline-color'),
  outlineWidth: { ...length('outline-width', 0, 4), isPaint: true },
  outlineOffset: { ...length('outline-offset', -4, 4), isPaint: true },
  caretColor: color('caret-color'),
  accentColor: color('--color-primary'),
  fontFamily: {
    css: ['font-family'],
    parse: parseFontFamily,
    expected: 'font names separated by commas, such as "Inter, sans-serif"',
  },
  fontSize: length('font-size', 12, 32),
  fontWeight: {
    css: ['font-weight'],
    parse: parseWeight,
    expected: "a string from '100' to '900' in hundreds",
  },
  fontStyle: keyword('font-style', 'normal', 'italic'),
  letterSpacing: length('letter-spacing', -1, 4),
  lineHeight: {
    css: ['line-height'],
    parse: parseLineHeight,
    expected: "a string from '1' to '2', without a unit",
  },
  textTransform: keyword('text-transform', 'none', 'uppercase', 'lowercase', 'capitalize'),
  textAlign: keyword('text-align', 'start', 'center', 'end'),
  textDecorationLine: { ...keyword('text-decoration-line', 'none', 'underline'), isPaint: true },
  paddingBlock: length('padding-block', 0, 40),
  paddingInline: length('padding-inline', 0, 40),
  marginBottom: length('margin-bottom', 0, 16),
  minHeight: length('min-height', 40, 64),
  transitionDuration: {
    css: ['transition-duration'],
    parse: parseDuration,
    expected: '0ms to 500ms, in ms or s',
  },
}

/** CSS properties that no part accepts. The first text completes “… is not allowed: it …”. The second is the fix. */
export const refusedProperties = new Map(
  Object.entries({
    opacity: ['could make the form invisible', 'Use color and backgroundColor'],
    visibility: ['could make the form invisible', 'Leave it out'],
    display: ['could hide a part of the form', 'Leave it out'],
    filter: ['could make the form unreadable', 'Use color and backgroundColor'],
    transform: ['could move a part over another one', 'Use paddingBlock, paddingInline and minHeight'],
    position: ['could move a part over another one', 'Use paddingBlock, paddingInline and minHeight'],
    content: ['could replace a text of the form', 'Use messages'],
    background: ['could load a file', 'Use backgroundColor'],
    backgroundImage: ['could load a file', 'Use backgroundColor'],
    border: ['is a shorthand', 'Use borderColor, borderWidth and borderStyle'],
    outline: ['is a shorthand', 'Use outlineColor, outlineWidth and outlineOffset'],
    font: ['is a shorthand', 'Use fontFamily, fontSize, fontWeight and fontStyle'],
    padding: ['is a shorthand', 'Use paddingBlock and paddingInline'],
    margin: ['is a shorthand', 'Use marginBottom of a label'],
    transition: ['is a shorthand', 'Use transitionDuration'],
    textDecoration: ['is a shorthand', 'Use textDecorationLine'],
  } satisfies Record<string, [why: string, fix: string]>),
)
