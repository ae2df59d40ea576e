import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { clientAddress, rateLimitKey, socketAddress } from './clientAddress.js'
import type { Variables } from './context.js'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
  ['::FFFF:C000:0207', '192.0.2.7'],
  ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
  ['0000:0000:0000:0000:0000:ffff:c000:0207', '192.0.2.7'],
  ['::ffff:192.0.2.7%eth0', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('counts %s as %s', (address, key) => {
  expect(rateLimitKey(address)).toBe(key)
})

/** The client's address for a peer's address and an X-Forwarded-For header. */
async function resolveAddress(
  trustedProxies: number,
  forwarded?: string,
  peer = '10.0.0.1',
): Promise<string> {
  const app = new Hono<{ Variables: Variables }>().get('/', (c) =>
    c.text(clientAddress(c, { trustedProxies, peerAddress: socketAddress })),
  )
  const headers = forwarded === undefined ? undefined : { 'X-Forwarded-For': forwarded }
  const env = { incoming: { socket: { remoteAddress: peer } } }
  return (await app.request('/', { headers }, env)).text()
}

it('ignores X-Forwarded-For without a trusted proxy', async () => {
  expect(await resolveAddress(0, '203.0.113.9')).toBe('10.0.0.1')
  expect(await resolveAddress(0)).toBe('10.0.0.1')
})

it.each([
  [1, '203.0.113.9', '203.0.113.9'],
  [1, 'forged, 203.0.113.9', '203.0.113.9'],
  [1, '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  [2, '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  [2, '203.0.113.9', '203.0.113.9'],
  [1, '203.0.113.9:40123', '203.0.113.9'],
  [1, '[2001:db8::1]:40123', '2001:db8:0:0::/64'],
  [1, '[::ffff:203.0.113.9]:40123', '203.0.113.9'],
  [1, '::ffff:cb00:7109', '203.0.113.9'],
  [1, '2001:db8::1', '2001:db8:0:0::/64'],
  [1, 'unknown', '10.0.0.1'],
  [1, ' , ', '10.0.0.1'],
  // Forms of 127.0.0.1 that inet_aton reads and Node's isIP rejects.
  [1, '0x7f.1', '10.0.0.1'],
  [1, '0177.0.0.1', '10.0.0.1'],
  [1, undefined, '10.0.0.1'],
])('behind %i trusted proxies, "%s" comes from %s', async (proxies, forwarded, address) => {
  expect(await resolveAddress(proxies, forwarded)).toBe(address)
})

it.each([
  ['entries', '1,'.repeat(8_000), 1],
  ['empty entries', ','.repeat(16_000), 16],
  ['ports', `[${']:1'.repeat(5_000)}`, 1],
  ['parts of one address', '1:'.repeat(8_000), 1],
  ['characters in a zone', `fe80::1%${'a'.repeat(16_000)}`, 1],
])(
  'finds the entry of a proxy behind thousands of %s, which alone are no address',
  async (_what, junk, proxies) => {
    expect(await resolveAddress(proxies, junk)).toBe('10.0.0.1')
    expect(await resolveAddress(1, `${junk},203.0.113.9`)).toBe('203.0.113.9')
  },
)

it('counts all clients without an address together', async () => {
  const app = new Hono<{ Variables: Variables }>().get('/', (c) =>
    c.text(clientAddress(c, { trustedProxies: 0, peerAddress: socketAddress })),
  )
  expect(await (await app.request('/')).text()).toBe('unknown')
})
