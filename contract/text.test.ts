import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { recipient } from './fields.js'
import { participant } from './participant.js'

/** The rule of the first issue. Undefined for an accepted value. */
function brokenRule(schema: z.ZodMiniType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message
}

const texts: [name: string, schema: z.ZodMiniType, max: number, required: boolean][] = [
  ['recipient_first_name', recipient.recipient_first_name, 255, true],
  ['recipient_last_name', recipient.recipient_last_name, 255, true],
  ['recipient_address1', recipient.recipient_address1, 255, true],
  ['recipient_city', recipient.recipient_city, 255, true],
  ['participant_unique_id1', participant.participant_unique_id1, 255, true],
  ['recipient_business_name', recipient.recipient_business_name, 150, false],
  ['recipient_address2', recipient.recipient_address2, 255, false],
  ['participant_unique_id2', participant.participant_unique_id2, 255, false],
  ['store_id', participant.store_id, 255, false],
  ['terminal_id', participant.terminal_id, 255, false],
  ['clerk_id', participant.clerk_id, 255, false],
]

describe.each(texts)('%s', (_name, schema, max, required) => {
  it(`accepts up to ${max} characters`, () => {
    expect(brokenRule(schema, 'x'.repeat(max))).toBeUndefined()
    expect(brokenRule(schema, 'x'.repeat(max + 1))).toBe('too_long')
  })

  it(required ? 'requires a visible character' : 'accepts an absent or empty value', () => {
    const results = [undefined, '', '   ', '\u00a0\u3000'].map((value) => brokenRule(schema, value))
    expect(results).toEqual(Array(4).fill(required ? 'required' : undefined))
  })

  it('searches no text for a card number that is too long anyway', () => {
    const { error } = schema.safeParse('4111 1111 1111 1111 '.repeat(20))
    expect(error?.issues.map(({ message }) => message)).toEqual(['too_long'])
  })

  it('rejects control characters and lone surrogates', () => {
    const bad = ['a\u0000', 'a\tb', 'a\nb', 'a\r', '\u001b[2J', 'a\u007f', 'a\u0085b', 'a\ud800', '\udc00b']
    expect(bad.map((value) => brokenRule(schema, value))).toEqual(bad.map(() => 'invalid'))
    expect(brokenRule(schema, 'a😀')).toBeUndefined()
  })

  it('rejects format characters, except for the joiners', () => {
    const bad = ['a\u202eb', 'a\u2066b', '\u200fa', 'a\u200b', '\ufeffa', 'a\u00ad', 'a\u2028b']
    expect(bad.map((value) => brokenRule(schema, value))).toEqual(bad.map(() => 'invalid'))
    expect(brokenRule(schema, 'علی\u200cرضا क्\u200dष')).toBeUndefined()
  })

  it('rejects everything but strings', () => {
    expect([1, true, ['a'], {}].filter((value) => schema.safeParse(value).success)).toEqual([])
  })
})

describe('names', () => {
  const schema = recipient.recipient_last_name

  it.each([
    'Núñez-O’Brien',
    "O'Brien",
    'José',
    '李小龍',
    'Mary-Ann',
    'de la Cruz Jr.',
    'Δημήτρης',
    'X Æ A-12',
    'Q',
  ])('accepts %s', (name) => {
    expect(brokenRule(schema, name)).toBeUndefined()
  })

  it.each([
    '4111111111111111',
    '4111-1111-1111-1111',
    'Alex 4111 1111 1111 1111',
    '４１１１１１１１１１１１１１１１',
    '٤١١١١١١١١١١١١١١١',
  ])('rejects %s as a card number', (name) => {
    expect(brokenRule(schema, name)).toBe('looks_like_card_number')
    expect(brokenRule(recipient.recipient_first_name, name)).toBe('looks_like_card_number')
  })

  it('accepts 12 digits, which no brand has, and another check digit', () => {
    expect(brokenRule(schema, '411111111111')).toBeUndefined()
    expect(brokenRule(schema, '4111 1111 1111 1112')).toBeUndefined()
  })

  it.each(['recipient_business_name', 'recipient_address1', 'recipient_address2', 'recipient_city'] as const)(
    'rejects a card number in %s',
    (field) => {
      expect(brokenRule(recipient[field], 'Suite 4111 1111 1111 1111')).toBe('looks_like_card_number')
      expect(brokenRule(recipient[field], '12345 Route 66, Box 7890')).toBeUndefined()
    },
  )
})
