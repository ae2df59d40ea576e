/** For tests: arbitrary input for an endpoint, both close to valid input and far from it. */
import fc from 'fast-check'
import { card } from './app.case.js'

const names = fc.constantFrom(
  ...Object.keys(card),
  'origin',
  'recipient',
  'check',
  '__proto__',
  'constructor',
  'toString',
  'participant_id',
)
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud83d', '\u0000', ' '),
)

function nearlyValid(good: object): fc.Arbitrary<string> {
  return fc
    .dictionary(names, anyValue, { maxKeys: 3 })
    .map((odd) => JSON.stringify({ ...good, ...odd }).replace('"constructor"', '"__proto__"'))
}

type Change = { at: number; cut: number; put: Uint8Array }

/** Valid bytes with some of them removed, repeated or replaced. */
function mutatedBytes(good: string): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const change = fc.record({
    at: fc.nat(good.length),
    cut: fc.nat(8),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(
        ...['"', '{', '}', '[', ',', ':', '\\', '\\u0000', '0', 'e9'].map((text) => bytes(text)),
      ),
    ),
  })
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce(applyChange, bytes(good)))
}

function applyChange(whole: Uint8Array<ArrayBuffer>, { at, cut, put }: Change): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...whole.subarray(0, at), ...put, ...whole.subarray(at + cut)])
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

export function bodies(good: object): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  return fc.oneof(
    nearlyValid(good),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 100 }).map((some) => new Uint8Array(some)),
    mutatedBytes(JSON.stringify(good)),
  )
}

const headerValue = fc.stringMatching(/^[\x21-\x7e\xa0-\xff]([\x20-\x7e\xa0-\xff]{0,60}[\x21-\x7e])?$/)
const headerName = fc.constantFrom(
  'Authorization',
  'Content-Type',
  'Content-Encoding',
  'Idempotency-Key',
  'Origin',
  'Sec-Fetch-Site',
  'Sec-Fetch-Dest',
  'X-Forwarded-For',
  'If-None-Match',
  'Accept-Encoding',
)
export const headers = fc.dictionary(headerName, headerValue)
export const paths = fc.oneof(
  fc.constantFrom('/v1/session', '/v1/sessions/x', '/frame/demo', '/sdk/v1/ingo-capture.js', '/healthz'),
  fc.webPath(),
)

/** One change to a sealed session. */
export function changedSealedSession(sealed: string): fc.Arbitrary<string> {
  return fc
    .record({
      from: fc.nat(sealed.length - 1),
      put: fc.constantFrom('A', 'z', '0', '-', '_', '.', '='),
      cut: fc.constantFrom(0, 1, 5),
    })
    .map(({ from, put, cut }) => sealed.slice(0, from) + put + sealed.slice(from + cut))
    .filter((text) => text !== sealed)
}

const responseKeys = fc.constantFrom(
  'customer_account_token',
  'last_4',
  'participant_unique_id1',
  'issuers',
  '__proto__',
)
const data = fc.oneof(fc.dictionary(responseKeys, anyValue), fc.jsonValue())
const envelope = fc.record({ status: fc.oneof(fc.integer({ min: 90, max: 1100 }), anyValue), data })

/** Wrong gateway responses. None of them is a success for the request. */
export const wrongGatewayResponses = fc.oneof(
  envelope.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc.uint8Array(),
)
