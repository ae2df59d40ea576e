import { expect, it } from 'vitest'
import { allowsRepeatAtOnce } from './hosts.js'

it.each<[string, unknown, boolean]>([
  ['http://127.0.0.1:4182', '0', true],
  ['http://localhost:4182/sandbox', '0', true],
  ['http://127.0.0.1:4182', '1', false],
  ['http://127.0.0.1:4182', undefined, false],
  ['https://payapi-sandbox.ingo.money', '0', false],
  ['https://gateway.example', '0', false],
])('a gateway at %s with Retry-After: %s may be asked again at once: %s', (url, retryAfter, expected) => {
  expect(allowsRepeatAtOnce(url, retryAfter)).toBe(expected)
})
