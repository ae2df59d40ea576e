import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ask, cardWith, credentials, exchange, listen, NOW, send, signed } from './client.case.js'

type Vector = { content_length: number } & Record<
  'name' | 'username' | 'secret' | 'request_line' | 'x_date' | 'body' | 'content_sha512' | 'authorization',
  string
>
// Known answers, computed by no code of this project.
const file = new URL('../../server/gateway/signing-vectors.json', import.meta.url)
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

describe('the known answers', () => {
  it('are there', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(3)
  })

  it.each(vectors)('$name', async (vector) => {
    const { username, secret } = vector
    const port = await listen({ username, secret, now: () => Date.parse(vector.x_date) })
    expect((await exchange(port, rawRequest(vector))).split('\r\n')[0]).toBe('HTTP/1.1 200 OK')

    const changed = { ...vector, body: vector.body.replace('Alex', 'Alec') }
    const refused = { ...changed, body: changed.body.replace('José', 'Josè') }
    expect((await exchange(port, rawRequest(refused))).split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized')
  })
})

const body = JSON.stringify(cardWith({ recipient_first_name: 'José', recipient_last_name: '李小龍' }))
const right = signed(body)
const names = 'request-line x-date content-type content-length content-sha512'
const hex = Buffer.from(/signature="(.*)"/.exec(right.authorization ?? '')?.[1] ?? '', 'base64').toString(
  'hex',
)
const hexSigned = right.authorization?.replace(
  /signature=".*"/,
  `signature="${Buffer.from(hex).toString('base64')}"`,
)

type Case = [name: string, headers: Record<string, string | undefined>, check: string]
const refusals: Case[] = [
  ['no Authorization', { ...right, authorization: undefined }, 'authorization'],
  ['an API key in its place', { ...right, authorization: 'Bearer abc' }, 'authorization'],
  ['a wrong secret', signed(body, { secret: 'other' }), 'signature'],
  ['a wrong username', signed(body, { username: 'merchant-8' }), 'username'],
  ['the other algorithm', signed(body, { hash: 'sha256' }), 'algorithm'],
  ['SHA-1', signed(body, { hash: 'sha1' }), 'algorithm'],
  ['the base64 of a hex digest', { ...right, authorization: hexSigned }, 'signature'],
  ['another path', signed(body, { path: '/gateway/verify--check' }), 'signature'],
  ['a query that was not sent', signed(body, { path: '/gateway/verify--card?a=1' }), 'signature'],
  ['another date than signed', { ...right, 'x-date': new Date(NOW + 1000).toUTCString() }, 'signature'],
  ['a charset', { ...right, 'content-type': 'application/json; charset=utf-8' }, 'content-type'],
  ['another digest', { ...right, 'content-sha512': 'AAAA' }, 'content-sha512'],
  ['no digest', { ...right, 'content-sha512': undefined }, 'not sent'],
  ['a header listed, not sent', signed(body, { names: `${names} digest` }), 'not sent'],
  ['a name of every object’s', signed(body, { names: `${names} constructor` }), 'not sent'],
  ...names
    .split(' ')
    .map((name): Case => [
      `a list without ${name}`,
      signed(body, { names: names.replace(name, '').trim().replace('  ', ' ') }),
      name,
    ]),
]

function defined(headers: Record<string, string | undefined>): Record<string, string> {
  const present = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(present)
}

describe('a signature is refused for', () => {
  it.each(refusals)('%s', async (_name, headers, check) => {
    const { http, text } = await send(await listen(), { headers: defined(headers), body })
    const { status, client_message, time, ...rest } = JSON.parse(text) as Record<string, unknown>
    expect({ http, status }).toEqual({ http: 401, status: 401 })
    expect(client_message).toContain(check)
    expect(time).toMatch(/^\d+\.\d{4}$/)
    expect(rest).toEqual({})
    for (const secret of [credentials.secret, '4111', right.authorization?.slice(-40, -1) ?? '']) {
      expect(text).not.toContain(secret)
    }
  })

  it('a body changed after it was signed', async () => {
    const answered = await send(await listen(), { headers: right, body: body.replace('4111', '4112') })
    expect(answered).toMatchObject({ http: 401, text: expect.stringContaining('content-sha512') as string })
  })
})

describe('a signature passes', () => {
  it('over bytes that are not ASCII', async () => {
    expect(await ask(await listen(), body)).toMatchObject({ http: 200, status: 100 })
  })

  it('in another order, as the header lists it', async () => {
    const order = 'request-line x-date content-type content-sha512 content-length'
    expect(await ask(await listen(), body, { names: order })).toMatchObject({ http: 200, status: 100 })
  })

  it('with hmac-sha256 where that is configured, and then hmac-sha512 does not', async () => {
    const port = await listen({ algorithm: 'hmac-sha256' })
    expect(await ask(port, body, { hash: 'sha256' })).toMatchObject({ http: 200, status: 100 })
    expect(await ask(port, body)).toMatchObject({ http: 401, status: 401 })
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
  ])('%i s from the clock: HTTP %i, status %i', async (seconds, http, status) => {
    expect(await ask(await listen(), body, { date: NOW + seconds * 1000 })).toMatchObject({ http, status })
  })

  it.each([undefined, '', 'now', new Date(NOW).toISOString(), String(NOW)])('%s is no date', async (date) => {
    const headers = defined({ ...right, 'x-date': date })
    expect((await send(await listen(), { headers, body })).text).toContain('"status":402')
  })
})

describe('Content-Length', () => {
  const { 'content-length': length = '', ...others } = right
  const head = ['POST /gateway/verify--card HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close']
  const lines = [...head, ...Object.entries(others).map(([name, value]) => `${name}: ${value}`)]

  it('a chunked body is refused, though all else is right', async () => {
    const answered = await send(await listen(), { headers: others, body: undefined })
    expect(answered.http).toBe(401)
    const chunked = `${Number(length).toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const raw = [...lines, 'Transfer-Encoding: chunked', '', chunked].join('\r\n')
    const text = await exchange(await listen(), raw)
    expect(text).toMatch(/^HTTP\/1.1 401 /)
    expect(text).toContain('content-length: missing')
  })

  // What is left over, or missing, is Node's parser's to refuse: it comes to an HTTP 400.
  it.each([
    ['shorter than the body', Number(length) - 1],
    ['longer than the body', Number(length) + 1],
    ['counted in characters instead of bytes', body.length],
  ])('%s is refused', async (_name, announced) => {
    const raw = [...lines, `Content-Length: ${announced}`, '', body].join('\r\n')
    const hangUp = announced > Number(length)
    expect(await exchange(await listen(), raw, { hangUp })).toMatch(/^HTTP\/1.1 40[01] /)
  })

  it('signed, but not of the bytes sent, is refused', async () => {
    const text = await exchange(await listen(), [...lines, 'Content-Length: 2', '', '{}'].join('\r\n'))
    expect(text).toMatch(/^HTTP\/1.1 401 /)
  })
})
