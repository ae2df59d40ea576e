import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sign, stringToSign } from './sign.js'

type Vector = {
  name: string
  username: string
  secret: string
  request_line: string
  x_date: string
  body: string
  content_length: number
  content_sha512?: string
  content_sha256?: string
  string_to_sign: string
  authorization: string
}
// The expected values were computed with Python's hmac and hashlib, independently of this project's code.
function readVectors(file: string): Vector[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Vector[]
}
const legacy = 'signing-vectors-sha256.json'
const cases = [
  ...readVectors('signing-vectors.json').map((vector) => ({ algorithm: 'hmac-sha512' as const, ...vector })),
  ...readVectors(legacy).map((vector) => ({ algorithm: 'hmac-sha256' as const, ...vector })),
]

describe('sign', () => {
  it.each(cases)('reproduces the $algorithm test vector: $name', ({ algorithm, ...vector }) => {
    const path = vector.request_line.split(' ')[1] ?? ''
    const body = Buffer.from(vector.body)
    const now = Date.parse(vector.x_date)
    // Compares the string first, so that a failure shows the line that differs.
    expect(stringToSign({ path, body, now, algorithm }).split('\n')).toEqual(
      vector.string_to_sign.split('\n'),
    )
    const { username, secret, content_sha512, content_sha256 } = vector
    expect(sign({ username, secret, algorithm }, { path, body, now })).toEqual({
      'X-Date': vector.x_date,
      'Content-Type': 'application/json',
      'Content-Length': String(vector.content_length),
      ...(content_sha512 && { 'Content-sha512': content_sha512 }),
      ...(content_sha256 && { 'Content-sha256': content_sha256 }),
      Authorization: vector.authorization,
    })
  })
})
