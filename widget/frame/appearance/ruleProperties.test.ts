import { beforeEach, expect, test } from 'vitest'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import { hostile, relativeColors } from '../testing/hostile.case.js'
import { parseRules, type Rule } from './parseRules.js'
import { ruleParts, type Part } from './ruleParts.js'
import { ruleProperties, type RulePropertyName } from './ruleProperties.js'

beforeEach(stubColorSyntax)

/** Values that are accepted, then values that are refused. */
const values: Record<RulePropertyName, [good: string[], bad: string[]]> = {
  color: [
    ['#123456', 'oklch(0.6 0.15 250)', 'color-mix(in srgb, red, blue)'],
    ['blurple', ...relativeColors],
  ],
  backgroundColor: [
    ['white', 'rgb(0 0 0 / 4%)'],
    ['linear-gradient(red, blue)', 'none'],
  ],
  borderColor: [
    ['teal', 'transparent'],
    ['teal red', '1px solid teal'],
  ],
  borderWidth: [
    ['0', '0px', '2px', '0.1rem'],
    ['5px', '-1px', 'thin'],
  ],
  borderStyle: [
    ['solid', 'dashed', 'none'],
    ['groove', 'solid dashed', 'SOLID'],
  ],
  borderRadius: [
    ['0', '8px', '.5rem'],
    ['41px', '50%', '4px 8px'],
  ],
  boxShadow: [
    [
      'none',
      '0 0 0 3px rgb(15 118 110 / 25%)',
      'inset 0 -2px 0 0 teal',
      'teal 0 1px 2px',
      '0 1px 2px teal, inset 0 0 0 100px white',
    ],
    [
      '0 0 0 3px',
      '0 0 teal red',
      '0 teal 0',
      '0 0 0 7px teal',
      '0 -17px 0 teal',
      '0 0 -1px teal',
      '0 0 0 0 0 teal',
      '0 0 teal,',
      'inset inset',
      'none, 0 0 teal',
      '0 0 var(--x)',
      Array(5).fill('0 0 teal').join(),
    ],
  ],
  outlineColor: [['teal'], ['invert', 'auto']],
  outlineWidth: [
    ['0', '3px'],
    ['5px', 'thick'],
  ],
  outlineOffset: [
    ['-2px', '0', '4px'],
    ['-5px', '5px', '--2px'],
  ],
  caretColor: [['teal'], ['auto']],
  accentColor: [['teal'], ['auto']],
  fontFamily: [
    ["'__Inter_abc123', '__Inter_Fallback_abc123'", 'serif'],
    ['var(--font-inter)', 'Inter, url(x)'],
  ],
  fontSize: [
    ['16px', '1.25rem'],
    ['11px', '33px', '100%', 'small'],
  ],
  fontWeight: [
    ['400', '700'],
    ['bold', '450', '1000'],
  ],
  fontStyle: [['italic', 'normal'], ['oblique 90deg']],
  letterSpacing: [
    ['-0.02em', '0', '1px'],
    ['5px', '-2px', 'normal'],
  ],
  lineHeight: [
    ['1', '1.25', '2'],
    ['0.9', '2.1', '20px', 'normal'],
  ],
  textTransform: [['uppercase', 'none'], ['full-width']],
  textAlign: [
    ['start', 'center'],
    ['left', 'justify'],
  ],
  textDecorationLine: [
    ['underline', 'none'],
    ['line-through', 'blink'],
  ],
  paddingBlock: [
    ['0', '24px'],
    ['-1px', '41px', '1px 2px'],
  ],
  paddingInline: [
    ['0', '24px'],
    ['-1px', '41px', 'auto'],
  ],
  marginBottom: [
    ['0', '8px'],
    ['-4px', '17px'],
  ],
  minHeight: [
    ['44px', '3rem'],
    ['39px', '100vh', '1000px'],
  ],
  transitionDuration: [
    ['0ms', '200ms', '.2s', '0s'],
    ['501ms', '1s', '200', '-1ms'],
  ],
}

/** A part that accepts the property, if possible with the default bounds. */
function findPart(name: RulePropertyName): string {
  const parts = Object.entries<Part>(ruleParts)
  const [part] =
    parts.find(([, { properties }]) => properties[name]?.parse === ruleProperties[name].parse) ?? []
  return part ?? parts.find(([, { properties }]) => properties[name])?.[0] ?? ''
}

const rows = Object.entries(values) as [RulePropertyName, [string[], string[]]][]

test.each(rows)('%s: accepts each good value, and refuses each bad one by name', (name, [good, bad]) => {
  const part = findPart(name)
  for (const value of good) {
    const { rules, refused } = parseRules({ [part]: { [name]: value } })
    expect(refused, value).toEqual([])
    expect(rules[0]?.values.size, value).toBe(1)
  }
  for (const value of bad) {
    const { rules, refused } = parseRules({ [part]: { [name]: value } })
    expect(refused, value).toMatchObject([{ field: `appearance.rules['${part}'].${name}` }])
    expect(refused[0]?.message, value).toMatch(
      /has a value that this form does not take\. It was left out\. Write .+\./,
    )
    expect(rules[0]?.values.size, value).toBe(0)
  }
})

test.each(hostile.map((value) => [JSON.stringify(value).slice(0, 40), value] as const))(
  'refuses %s in every property',
  (_, value) => {
    for (const [part, { properties }] of Object.entries<Part>(ruleParts)) {
      for (const name of Object.keys(properties)) {
        // These two may be valid lengths.
        if (value === '0' || value === '41px') continue
        const { rules } = parseRules({ [part]: { [name]: value } })
        expect(
          rules.flatMap((rule: Rule) => [...rule.values.keys()]),
          `${part} ${name}`,
        ).toEqual([])
      }
    }
  },
)
