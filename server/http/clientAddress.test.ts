import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { clientAddress, rateLimitKey } from './clientAddress.js'
import type { Variables } from './context.js'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is limited as %s', (address, network) => {
  expect(rateLimitKey(address)).toBe(network)
})

/** Whom a request counts for, from its peer's address and what it says of others. */
async function seen(trustedProxies: number, forwarded?: string, peer = '10.0.0.1'): Promise<string> {
  const app = new Hono<{ Variables: Variables }>().get('/', (c) => c.text(clientAddress(c, trustedProxies)))
  const headers = forwarded === undefined ? undefined : { 'X-Forwarded-For': forwarded }
  const env = { incoming: { socket: { remoteAddress: peer } } }
  return (await app.request('/', { headers }, env)).text()
}

it('without proxies of one’s own nothing that is forwarded is believed', async () => {
  expect(await seen(0, '203.0.113.9')).toBe('10.0.0.1')
  expect(await seen(0)).toBe('10.0.0.1')
})

it.each([
  [1, '203.0.113.9', '203.0.113.9'],
  [1, 'forged, 203.0.113.9', '203.0.113.9'],
  [1, '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  [2, '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  [2, '203.0.113.9', '203.0.113.9'],
  [1, '203.0.113.9:40123', '203.0.113.9'],
  [1, '[2001:db8::1]:40123', '2001:db8:0:0::/64'],
  [1, '2001:db8::1', '2001:db8:0:0::/64'],
  [1, 'unknown', '10.0.0.1'],
  [1, ' , ', '10.0.0.1'],
  [1, undefined, '10.0.0.1'],
])('behind %i of them, "%s" comes from %s', async (proxies, forwarded, address) => {
  expect(await seen(proxies, forwarded)).toBe(address)
})

it('who has no address shares one', async () => {
  const app = new Hono<{ Variables: Variables }>().get('/', (c) => c.text(clientAddress(c, 0)))
  expect(await (await app.request('/')).text()).toBe('unknown')
})
