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
  content_sha512: string
  string_to_sign: string
  authorization: string
}
// Known answers, computed with Python's hmac and hashlib: no code of this project had a part in them.
const vectors = JSON.parse(
  readFileSync(new URL('./signing-vectors.json', import.meta.url), 'utf8'),
) as Vector[]

describe('signing reproduces the known answers', () => {
  it('has vectors to reproduce', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(3)
  })

  it.each(vectors)('$name', (vector) => {
    const path = vector.request_line.split(' ')[1] ?? ''
    const body = Buffer.from(vector.body)
    const now = Date.parse(vector.x_date)
    // The string first: when this fails, the differing line shows what went wrong.
    expect(stringToSign({ path, body, now, algorithm: 'hmac-sha512' }).split('\n')).toEqual(
      vector.string_to_sign.split('\n'),
    )
    const { username, secret } = vector
    expect(sign({ username, secret, algorithm: 'hmac-sha512' }, { path, body, now })).toEqual({
      'X-Date': vector.x_date,
      'Content-Type': 'application/json',
      'Content-Length': String(vector.content_length),
      'Content-sha512': vector.content_sha512,
      Authorization: vector.authorization,
    })
  })
})

it('signs with hmac-sha256 where configured, digest header and names following suit', () => {
  const headers = sign(
    { username: 'test', secret: 'example-secret-not-real', algorithm: 'hmac-sha256' },
    { path: '/gateway/verify--card', body: Buffer.from('{}'), now: 0 },
  )
  // printf '{}' | openssl dgst -sha256 -binary | base64
  expect(headers['Content-sha256']).toBe('RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=')
  expect(headers['Content-sha512']).toBeUndefined()
  expect(headers.Authorization).toContain(
    'algorithm="hmac-sha256", headers="request-line x-date content-type content-length content-sha256"',
  )
})
