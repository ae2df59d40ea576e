import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startReceiver } from '../testing/receiver.case.js'
import { createPostWebhook } from './receiver.js'

const v4 = (address: string) => ({ address, family: 4 })

it.each([
  ['a private address', [v4('10.1.2.3')]],
  ['a public and a private address', [v4('93.184.216.34'), v4('192.168.0.1')]],
  ['a loopback address', [v4('127.0.0.1')]],
  ['a link-local address of a cloud’s metadata', [v4('169.254.169.254')]],
  ['a private IPv4 address in an IPv6 address', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ['a unique local IPv6 address', [{ address: 'fd00::1', family: 6 }]],
  ['no address', []],
])('sends nothing to a host with %s', async (_name, addresses) => {
  const receiver = await startReceiver()
  const post = createPostWebhook(() => Promise.resolve(addresses))
  const url = receiver.url.replace('127.0.0.1', 'shop.example')
  expect(await post({ url, allowsPrivate: false }, '{}', {})).toBe('private_address')
  expect(receiver.received).toEqual([])
})

it.each(['http://10.0.0.1/', 'http://[fd00::1]/', 'http://0.0.0.0/', 'http://2130706433/'])(
  'sends nothing to %s, unless the operator allows it or it is a loopback address',
  async (url) => {
    const post = createPostWebhook(() => Promise.reject(new Error('No lookup takes place.')))
    const result = await post({ url, allowsPrivate: false }, '{}', {})
    expect(result).toBe(new URL(url).hostname === '127.0.0.1' ? 'ECONNREFUSED' : 'private_address')
  },
)

it('connects to the address that it has checked, though the name leads elsewhere a moment later', async () => {
  const receiver = await startReceiver()
  const answers = [[v4('127.0.0.1')], [v4('10.0.0.1')]]
  let lookups = 0
  const post = createPostWebhook(() => Promise.resolve(answers[lookups++] ?? []))
  const url = receiver.url.replace('127.0.0.1', 'localhost')
  expect(await post({ url, allowsPrivate: false }, '{}', {})).toBeUndefined()
  expect(lookups).toBe(1)
  expect(await post({ url, allowsPrivate: false }, '{}', {})).toBe('private_address')
  expect(receiver.received).toHaveLength(1)
})

it('reaches a private address if the operator allows it', async () => {
  const receiver = await startReceiver()
  const post = createPostWebhook(() => Promise.resolve([v4('127.0.0.1')]))
  const url = receiver.url.replace('127.0.0.1', 'shop.internal')
  expect(await post({ url, allowsPrivate: true }, '{}', {})).toBeUndefined()
})

it('follows no redirect', async () => {
  const target = await startReceiver()
  const receiver = await startReceiver((response) => response.writeHead(307, { Location: target.url }).end())
  const post = createPostWebhook()
  expect(await post({ url: receiver.url, allowsPrivate: false }, '{}', {})).toBe('307')
  expect(target.received).toEqual([])
})

it('uses the status of an endless response, and stops reading', async () => {
  let written = 0
  const receiver = await startReceiver((response) => {
    response.writeHead(200)
    const more = () => {
      for (let fits = true; fits && !response.destroyed; written += 16_384)
        fits = response.write(Buffer.alloc(16_384))
    }
    response.on('drain', more)
    more()
  })
  const post = createPostWebhook()
  expect(await post({ url: receiver.url, allowsPrivate: false }, '{}', {})).toBeUndefined()
  expect(written).toBeLessThan(32 * 1024 * 1024)
})

it.each([
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
  ['4111111111111111', 'failed'],
  ['a message of another library', 'failed'],
])('reports the code %s as %s', async (code, expected) => {
  const post = createPostWebhook(() => Promise.reject(Object.assign(new Error('failed'), { code })))
  expect(await post({ url: 'https://shop.example/', allowsPrivate: false }, '{}', {})).toBe(expected)
})

it('has a code for a receiver that is down, and for a connection that is cut', async () => {
  const server = createServer((request) => request.socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const post = createPostWebhook()
  const cut = await post({ url: `http://127.0.0.1:${port}/`, allowsPrivate: false }, '{}', {})
  expect(cut).toMatch(/^(?:UND_ERR_SOCKET|ECONNRESET)$/)
  expect(await post({ url: 'http://127.0.0.1:1/', allowsPrivate: false }, '{}', {})).toBe('ECONNREFUSED')
})
