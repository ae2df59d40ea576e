/** For tests: fast-check properties of all messages that the frame receives from the host page. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { parseAppearance } from '../appearance/parseAppearance.js'
import { ruleParts } from '../appearance/ruleParts.js'
import { parseRules } from '../appearance/parseRules.js'
import { hostile } from './hostile.case.js'
import type { HostHandlers } from '../host/connectHost.js'

const proto = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString')
const names = fc.constantFrom(
  'theme',
  'labels',
  'layout',
  'variables',
  'colorPrimary',
  'fontFamily',
  'spacingUnit',
)
/** Values that a structured clone can contain: maps, dates, bytes, sparse arrays, cycles. */
const cloned = fc.oneof(
  fc.anything({ withMap: true, withSet: true, withDate: true, withTypedArray: true, withSparseArray: true }),
  fc.object({ key: fc.oneof(proto, names, fc.string()) }),
  fc.constantFrom(...hostile),
  fc.jsonValue().map((value) => {
    const circle: Record<string, unknown> = { value }
    circle.self = circle
    return circle
  }),
)
/** Parts of valid and invalid values, to be combined. */
const pieces = fc.constantFrom(
  ...[
    '#abc',
    'rgb(',
    'hsl(',
    '1',
    ', ',
    ' ',
    ')',
    '%',
    'px',
    'rem',
    '16',
    '"',
    "'",
    'Inter',
    'red',
    ';',
    '}',
    '\\',
  ],
  ...['url(', 'var(--x', '/*', '*/', '@import', '\u0000', '\n', 'attr(value', 'e', '-', '.', '\u212a'],
)
const value = fc.array(pieces, { maxLength: 8 }).map((some) => some.join(''))
const variables = fc.dictionary(
  fc.constantFrom('colorText', 'fontFamily', 'fontSizeBase', 'fontWeightMedium', 'borderRadius', '__proto__'),
  fc.oneof(value, cloned),
)
const appearance = fc.oneof(cloned, fc.record({ variables, theme: cloned }, { requiredKeys: [] }))

/** An accepted value must not end its declaration, load anything, or read an attribute. */
const DANGEROUS = /[;{}\\@<>]|\/\*|\b(?:url|src|image|image-set|attr|var|env|expression|paint|element)\(/i

/** Any appearance: only safe values are accepted. */
export function appearanceProperty() {
  return fc.property(appearance, (given) => {
    const { settings, refused } = parseAppearance(given)
    for (const [name, text] of settings.properties) {
      expect(name).toMatch(/^--[a-z-]+$/)
      expect(text).not.toMatch(DANGEROUS)
      // A list of fonts grows, because each name is applied twice, at most 100 names.
      expect(text.length).toBeLessThanOrEqual(2000)
    }
    for (const path of refused) expect(path).toMatch(/^appearance[\w.]*$/)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
}

const properties = fc.dictionary(
  fc.constantFrom('color', 'boxShadow', 'borderRadius', 'fontFamily', 'fontSize', 'lineHeight', '__proto__'),
  fc.oneof(value, cloned),
)
const rules = fc.oneof(
  cloned,
  fc.dictionary(
    fc.oneof(fc.constantFrom('input', 'button', 'label:focus', 'input:invalid'), value),
    fc.oneof(cloned, properties),
  ),
)

/** Any rules: only known parts, and only safe values. */
export function rulesProperty() {
  return fc.property(rules, (given) => {
    const { rules: parsed, refused } = parseRules(given)
    for (const { part, values } of parsed) {
      expect(Object.hasOwn(ruleParts, part)).toBe(true)
      for (const [, text] of values) expect(text).not.toMatch(DANGEROUS)
    }
    for (const { field } of refused)
      expect(field).toMatch(/^appearance\.rules(?:\['[a-z:-]+'\](?:\.[a-z]+)?)?$/i)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
}

/** Any message. `receive` are the frame's validated handlers. `taken` are the messages that they accepted. */
export function messageProperty(receive: HostHandlers, taken: [name: string, payload: unknown][]) {
  const name = fc.constantFrom(...(Object.keys(receive) as (keyof HostHandlers)[]))
  const configure = fc.record(
    {
      submitButton: cloned,
      appearance,
      locale: cloned,
      messages: cloned,
      backdrop: fc.oneof(cloned, fc.tuple(fc.string(), cloned)),
    },
    { requiredKeys: [] },
  )
  return fc.property(name, fc.oneof(cloned, configure), (called, payload) => {
    taken.length = 0
    ;(receive[called] as (payload: unknown) => void)(payload)
    for (const [, through] of taken) {
      // Only plain objects with known keys are accepted.
      expect(Object.getPrototypeOf(through)).toBe(Object.prototype)
      expect([
        'submitButton',
        'appearance',
        'locale',
        'messages',
        'backdrop',
        'fonts',
        'field',
        'around',
        'points',
      ]).toEqual(expect.arrayContaining(Object.keys(through as object)))
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })
}
