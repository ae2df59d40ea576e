import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  postSigned,
  sampleCard,
  credentials,
  sendBytes,
  startSimulator,
  NOW,
  send,
  signedHeaders,
} from './client.case.js'

type Vector = { content_length: number } & Record<
  'name' | 'username' | 'secret' | 'request_line' | 'x_date' | 'body' | 'content_sha512' | 'authorization',
  string
>
// Test vectors, not computed by this project's code.
const file = new URL('./signing-vectors.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[]

function rawRequest(vector: Vector): string {
  const headers = {
    Host: '127.0.0.1',
    Connection: 'close',
    'X-Date': vector.x_date,
    'Content-Type': 'application/json',
    'Content-Length': String(vector.content_length),
    'Content-sha512': vector.content_sha512,
    Authorization: vector.authorization,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [vector.request_line, ...lines, '', vector.body].join('\r\n')
}

describe('the test vectors', () => {
  it('are at least three', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(3)
  })

  it.each(vectors)('$name', async (vector) => {
    const { username, secret } = vector
    const port = await startSimulator({ username, secret, now: () => Date.parse(vector.x_date) })
    expect((await sendBytes(port, rawRequest(vector))).split('\r\n')[0]).toBe('HTTP/1.1 200 OK')

    const changed = { ...vector, body: vector.body.replace('Alex', 'Alec') }
    const invalid = { ...changed, body: changed.body.replace('José', 'Josè') }
    expect((await sendBytes(port, rawRequest(invalid))).split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized')
  })
})

const body = JSON.stringify(sampleCard({ recipient_first_name: 'José', recipient_last_name: '李小龍' }))
const valid = signedHeaders(body)
const names = 'request-line x-date content-type content-length content-sha512'
const hex = Buffer.from(/signature="(.*)"/.exec(valid.authorization ?? '')?.[1] ?? '', 'base64').toString(
  'hex',
)
const hexSigned = valid.authorization?.replace(
  /signature=".*"/,
  `signature="${Buffer.from(hex).toString('base64')}"`,
)

type Case = [name: string, headers: Record<string, string | undefined>, check: string]
const invalidHeaders: Case[] = [
  ['no Authorization', { ...valid, authorization: undefined }, 'authorization'],
  ['an API key in its place', { ...valid, authorization: 'Bearer abc' }, 'authorization'],
  ['a wrong secret', signedHeaders(body, { secret: 'other' }), 'signature'],
  ['a wrong username', signedHeaders(body, { username: 'merchant-8' }), 'username'],
  ['the other algorithm', signedHeaders(body, { hash: 'sha256' }), 'algorithm'],
  ['SHA-1', signedHeaders(body, { hash: 'sha1' }), 'algorithm'],
  ['the base64 of a hex digest', { ...valid, authorization: hexSigned }, 'signature'],
  ['another path', signedHeaders(body, { path: '/gateway/verify--check' }), 'signature'],
  ['a query that was not sent', signedHeaders(body, { path: '/gateway/verify--card?a=1' }), 'signature'],
  [
    'a date that differs from the signed one',
    { ...valid, 'x-date': new Date(NOW + 1000).toUTCString() },
    'signature',
  ],
  ['a charset', { ...valid, 'content-type': 'application/json; charset=utf-8' }, 'content-type'],
  ['another digest', { ...valid, 'content-sha512': 'AAAA' }, 'content-sha512'],
  ['no digest', { ...valid, 'content-sha512': undefined }, 'not sent'],
  ['a listed header that was not sent', signedHeaders(body, { names: `${names} digest` }), 'not sent'],
  ['a listed name of Object.prototype', signedHeaders(body, { names: `${names} constructor` }), 'not sent'],
  ...names
    .split(' ')
    .map((name): Case => [
      `a list without ${name}`,
      signedHeaders(body, { names: names.replace(name, '').trim().replace('  ', ' ') }),
      name,
    ]),
]

function defined(headers: Record<string, string | undefined>): Record<string, string> {
  const present = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(present)
}

describe('rejects a signature with', () => {
  it.each(invalidHeaders)('%s', async (_name, headers, check) => {
    const { http, text } = await send(await startSimulator(), { headers: defined(headers), body })
    const { status, client_message, time, ...rest } = JSON.parse(text) as Record<string, unknown>
    expect({ http, status }).toEqual({ http: 401, status: 401 })
    expect(client_message).toContain(check)
    expect(time).toMatch(/^\d+\.\d{4}$/)
    expect(rest).toEqual({})
    for (const secret of [credentials.secret, '4111', valid.authorization?.slice(-40, -1) ?? '']) {
      expect(text).not.toContain(secret)
    }
  })

  it('a body changed after signing', async () => {
    const response = await send(await startSimulator(), {
      headers: valid,
      body: body.replace('4111', '4112'),
    })
    expect(response).toMatchObject({ http: 401, text: expect.stringContaining('content-sha512') as string })
  })
})

describe('accepts a signature', () => {
  it('over non-ASCII bytes', async () => {
    expect(await postSigned(await startSimulator(), body)).toMatchObject({ http: 200, status: 100 })
  })

  it('in the order that the header lists', async () => {
    const order = 'request-line x-date content-type content-sha512 content-length'
    expect(await postSigned(await startSimulator(), body, { names: order })).toMatchObject({
      http: 200,
      status: 100,
    })
  })

  it('with hmac-sha256 where that is configured, and rejects hmac-sha512 there', async () => {
    const port = await startSimulator({ algorithm: 'hmac-sha256' })
    expect(await postSigned(port, body, { hash: 'sha256' })).toMatchObject({ http: 200, status: 100 })
    expect(await postSigned(port, body)).toMatchObject({ http: 401, status: 401 })
  })
})

describe('X-Date', () => {
  it.each([
    [-301, 401, 402],
    [-300, 200, 100],
    [-299, 200, 100],
    [299, 200, 100],
    [300, 200, 100],
    [301, 401, 402],
  ])('%i s from the clock: responds HTTP %i, status %i', async (seconds, http, status) => {
    expect(await postSigned(await startSimulator(), body, { date: NOW + seconds * 1000 })).toMatchObject({
      http,
      status,
    })
  })

  it.each([undefined, '', 'now', new Date(NOW).toISOString(), String(NOW)])(
    'rejects %s as a date',
    async (date) => {
      const headers = defined({ ...valid, 'x-date': date })
      expect((await send(await startSimulator(), { headers, body })).text).toContain('"status":402')
    },
  )
})

describe('Content-Length', () => {
  const { 'content-length': length = '', ...others } = valid
  const head = ['POST /gateway/verify--card HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close']
  const lines = [...head, ...Object.entries(others).map(([name, value]) => `${name}: ${value}`)]

  it('rejects a chunked body with a valid signature', async () => {
    const response = await send(await startSimulator(), { headers: others, body: undefined })
    expect(response.http).toBe(401)
    const chunked = `${Number(length).toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const raw = [...lines, 'Transfer-Encoding: chunked', '', chunked].join('\r\n')
    const text = await sendBytes(await startSimulator(), raw)
    expect(text).toMatch(/^HTTP\/1.1 401 /)
    expect(text).toContain('content-length: missing')
  })

  // Node's parser rejects surplus or missing bytes with HTTP 400.
  it.each([
    ['shorter than the body', Number(length) - 1],
    ['longer than the body', Number(length) + 1],
    ['counted in characters instead of bytes', body.length],
  ])('rejects a length %s', async (_name, announced) => {
    const raw = [...lines, `Content-Length: ${announced}`, '', body].join('\r\n')
    const hangUp = announced > Number(length)
    expect(await sendBytes(await startSimulator(), raw, { hangUp })).toMatch(/^HTTP\/1.1 40[01] /)
  })

  it('rejects a signed length that differs from the bytes sent', async () => {
    const text = await sendBytes(
      await startSimulator(),
      [...lines, 'Content-Length: 2', '', '{}'].join('\r\n'),
    )
    expect(text).toMatch(/^HTTP\/1.1 401 /)
  })
})
