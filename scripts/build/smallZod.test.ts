/** The smaller zod of the frame's script and zod itself give the same results for the schemas of the contract. */
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { importBundled } from './importBundled.js'
import { replaceOrThrow } from './replaceOrThrow.js'
import { smallZod } from './smallZod.js'

const modules = ['check', 'errors', 'fields', 'openBanking', 'session']

/** Schemas for messages of the host page, built like those in connectHost.ts. */
const hostSchemas = `
  export const messages = {
    list: z.strictObject({ fonts: z.array(z.strictObject({ family: z.string(), bytes: z.custom() })).check(z.maxLength(2)) }),
    object: z.strictObject({ messages: z.optional(z.custom((value) => Object(value) === value)), flag: z.optional(z.boolean()) }),
    nothing: z.strictObject({}),
  }`

type Modules = Record<string, Record<string, unknown>>

const source = [
  `import * as z from 'zod/mini'`,
  ...modules.map((name) => `export * as ${name} from '/contract/${name}.ts'`),
  hostSchemas,
].join('\n')

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof (value as z.ZodMiniType | undefined)?.safeParse === 'function'
}

/** Every schema by its path: a module's exports, and the members of exported tables. */
function findSchemas(exported: object, path: string): [string, z.ZodMiniType][] {
  return Object.entries(exported).flatMap(([name, value]: [string, unknown]) => {
    // Accepts only text: it throws for any other value.
    if (name === 'noCardNumber') return []
    if (isSchema(value)) return [[`${path}.${name}`, value] as [string, z.ZodMiniType]]
    return typeof value === 'object' && value ? findSchemas(value, `${path}.${name}`) : []
  })
}

const recipient = {
  recipient_first_name: 'Zoë',
  recipient_last_name: 'O’Brien',
  recipient_address1: '1 Main St',
  recipient_city: 'Reno',
  recipient_state: 'NV',
  recipient_zip: '89501-1234',
}
const beneficiary = Object.fromEntries(
  Object.entries(recipient).map(([name, value]) => [name.replace('recipient', 'beneficiary'), value]),
)
const payee = {
  recipient_line1: 'ACME',
  recipient_address1: '1 Main St',
  recipient_city: 'Reno',
  recipient_state: 'NV',
  recipient_zip: '89501',
}
const token = { customer_account_token: 'a-b_1', last_4: '1111', shown: { brand: 'visa', last_4: '1111' } }
const valid: object[] = [
  recipient,
  beneficiary,
  payee,
  token,
  {
    origin: 'https://shop.example',
    account_types: ['card', 'check'],
    cvv: 'required',
    expiration_date: 'off',
    recipient,
    check: { beneficiary },
    is_new: true,
    unresolved: { may_change: true, needs_new_session: true },
    recipient_fields: 'editable',
    accepted_brands: ['visa'],
    attempts_left: 5,
    expires_at: '2030-01-01T00:00:00Z',
    server_time: '2029-01-01T00:00:00Z',
    test: false,
    tokenized: { account_type: 'card', answer: token },
  },
  {
    type: 'about:blank',
    title: 'T',
    status: 422,
    code: 'card_declined',
    retryable: false,
    attempts_left: 2,
    reason: 'card_type',
  },
  { account_type: 'check', recipient_is_beneficiary: 0, beneficiary, recipient: payee },
  { account_type: 'check', recipient_is_beneficiary: 1, beneficiary },
  {
    beneficiary: { beneficiary_zip: '89501' },
    recipient: {},
    recipient_is_beneficiary: 1,
    single_name: true,
  },
  { fonts: [{ family: 'A', bytes: 1 }, { family: 'B' }] },
  { fonts: [{ family: 'A' }, { family: 'B' }, { family: 'C' }] },
  { messages: { a: 'b' }, flag: true },
]
const texts = ' |a|NV|2912|123|4111111111111111|4111 1111 1111 1111|a\u202eb|a\nb|\ud800'.split('|')
const lengths = [255, 256].flatMap((length) => ['x'.repeat(length), '😀'.repeat(length)])
const swaps: unknown[] = [undefined, null, true, 0, 1.5, 2 ** 53, '', 'a', [], {}]
const atoms = [...swaps, ...texts, ...lengths, 1, -(2 ** 53), NaN, Infinity, 10n, new Date(0), ['visa']]

/** Copies of each object, at any depth: without a value, with one of `swaps` in its place, and with one more key. */
function mutate(value: unknown): unknown[] {
  if (typeof value !== 'object' || !value) return []
  const copies = Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
    ...[...swaps, ...mutate(part)].map((other) =>
      Array.isArray(value)
        ? value.map((old: unknown) => (old === part ? other : old))
        : { ...value, [key]: other },
    ),
  ])
  return [
    ...copies,
    { ...value, extra: 1 },
    { ...value, ...(JSON.parse('{"constructor":{"a":1}}') as object) },
  ]
}

/** The parts of a result that the frame reads. */
function summarize(result: z.core.util.SafeParseResult<unknown> | undefined): unknown[] {
  return [result?.success, result?.data, result?.error?.issues[0]?.message]
}

let small: Modules
let whole: Modules
beforeAll(async () => {
  small = await importBundled(source, [smallZod])
  whole = await importBundled(source, [])
})

it('parses what zod parses, and rejects what zod rejects with the same message', () => {
  const expected = Object.entries(whole).flatMap(([name, exported]) => findSchemas(exported, name))
  const actual = new Map(Object.entries(small).flatMap(([name, exported]) => findSchemas(exported, name)))
  expect(expected.length).toBeGreaterThan(40)
  const different: unknown[] = []
  let accepted = 0
  for (const [path, schema] of expected) {
    const mutations = valid.filter((input) => schema.safeParse(input).success).flatMap(mutate)
    for (const input of [...atoms, ...valid, ...mutations]) {
      const [right, result] = [schema, actual.get(path)].map((one) => summarize(one?.safeParse(input)))
      if (!isDeepStrictEqual(right, result)) different.push([path, input, right, result])
      if (right?.[0]) accepted++
    }
  }
  expect(different).toEqual([])
  expect(accepted).toBeGreaterThan(400)
})

it('fails the build when zod has changed', () => {
  expect(() => replaceOrThrow('zod', 'export const other = 1', [[/instanceof Promise/, 'false']])).toThrow(
    'zod has changed: scripts/build finds instanceof Promise no more.',
  )
})
