/** Messages about a rejected request of the merchant's backend: each names the field, the rule and the fix. */
import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { sessionRequest } from './sessionRequest.js'
import { verificationRequest } from './verification.js'
import { omitNotGiven } from './notGiven.js'
import { describeRejection } from './describeRejection.js'

type Definition = {
  shape?: Record<string, z.ZodMiniType>
  innerType?: z.ZodMiniType
  in?: z.ZodMiniType
  element?: z.ZodMiniType
}

const MARK = 'marked'
/** A value of each kind that a backend may send by mistake. Most fields accept one of them at most. */
const kinds: [kind: string, value: unknown][] = [
  ['a number', 70.5],
  ['a negative number', -1],
  ['zero', 0],
  ['a large number', 1e9],
  ['a boolean', true],
  ['false', false],
  ['null', null],
  ['an empty text', ''],
  ['blanks', '  '],
  ['a text', `${MARK}!`],
  ['a long text', MARK.repeat(700)],
  ['a control character', `${MARK}\u0007`],
  ['a card number', `${MARK} 4111 1111 1111 1111`],
  ['an empty list', []],
  ['a list of numbers', [5]],
  ['a list of texts', [`${MARK}!`]],
  ['a list of objects', [{}]],
  ['an empty object', {}],
  ['an object', { [MARK]: MARK }],
  ['a map', { [MARK]: MARK, other: 5 }],
]

/** The path of every field, at any depth. */
function listFields(schema: z.ZodMiniType, path: string[] = []): string[][] {
  const { shape, innerType, in: input } = schema._zod.def as Definition
  const inner = innerType ?? input
  if (inner) return listFields(inner, path)
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(shape ?? {}).flatMap(([name, part]) => listFields(part, [...path, name])),
  ]
}

/** The body with `value` at the path. */
function withValue(body: object, [name = '', ...rest]: string[], value: unknown): object {
  const part: unknown = Reflect.get(body, name)
  const inside = typeof part === 'object' && part !== null ? part : {}
  return { ...body, [name]: rest.length === 0 ? value : withValue(inside, rest, value) }
}

/** The rejection's field and detail, or undefined if the body is accepted. */
function reject(schema: z.ZodMiniType, body: unknown): { field?: string; detail?: string } | undefined {
  const given = omitNotGiven(schema, body)
  const { error } = schema.safeParse(given)
  return error && describeRejection(schema, error, given)
}

const ORIGIN = 'https://shop.example'
const documents = ['open_banking_request', 'requested_data', 'response', 'message', 'open_banking']
const session = {
  origin: ORIGIN,
  account_types: ['card', 'check', 'open-banking'],
  check: { beneficiary_account: '3000000038' },
  open_banking: Object.fromEntries(
    [...documents, 'open_banking_response', 'request', 'customer_id', 'status', 'duration'].map((name) => [
      name,
      'x',
    ]),
  ),
}
const verification = { account_type: 'card', customer_account_token: 'token-1' }
const owner = {
  ...{ recipient_first_name: 'A', recipient_last_name: 'B', recipient_address1: 'C', recipient_city: 'D' },
  ...{ recipient_state: 'GA', recipient_zip: '30301' },
}
const thirdParty = { account_type: 'card', third_party_token: { id: 'abc', token: 'token-1' }, ...owner }

/** Texts that are no message for a developer: names of rules, and zod's own messages. */
const BARE =
  /Invalid (?:input|key)|[a-z]_(?:long|digit|number\b.*_)|: (?:required|invalid|incomplete|undefined)\b/
const RULE =
  /should (?:be|have|name)|is missing|is not a field|is rejected because|needs |has (?:a|an|control|the) |contains \*|does not begin|is empty/
const FIX =
  /should (?:be|have|name)|Remove|Send|Is \w+ meant|leave|left out|Keep|Add|Shorten|needs |Name each/

describe.each<[string, z.ZodMiniType, object[]]>([
  ['a session', sessionRequest, [session]],
  ['a verification', verificationRequest, [verification, thirdParty]],
])('the message about a bad value of %s', (_name, schema, bodies) => {
  it('changes a valid request', () => {
    expect(bodies.map((body) => reject(schema, body))).toEqual(bodies.map(() => undefined))
  })

  it.each(listFields(schema).map((path) => [path.join('.'), path] as const))('%s', (name, path) => {
    const rejected = bodies.flatMap((body) =>
      kinds.flatMap(([kind, value]) => {
        const error = reject(schema, withValue(body, path, value))
        return error ? [{ kind, ...error }] : []
      }),
    )
    for (const { kind, field = '', detail = '' } of rejected) {
      expect.soft(detail, kind).not.toMatch(BARE)
      expect.soft(detail, kind).toMatch(RULE)
      expect.soft(detail, kind).toMatch(FIX)
      expect.soft(field === '' ? '' : detail, kind).toMatch(new RegExp(`^${field}\\b`))
      // The message may name an unknown key inside the field.
      expect.soft(detail.replace(`.${MARK} `, ' '), kind).not.toContain(MARK)
      expect.soft(detail, kind).not.toMatch(/4111|70\.5/)
    }
    expect(rejected.filter(({ field }) => field?.startsWith(name)).length).toBeGreaterThan(kinds.length / 2)
  })
})

it.each([[[]], ['text'], [5], [null]])('names the rule of a body that is no object: %j', (body) => {
  const detail = 'The body should be a JSON object, { … }.'
  expect(reject(sessionRequest, body)).toEqual({ detail })
  expect(reject(verificationRequest, body)).toEqual({ detail })
})
