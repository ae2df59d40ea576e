import { describe, expect, it } from 'vitest'
import { isLoopback, isOrigin } from './origin.js'
import { sessionRequest } from './sessionRequest.js'

function accepts(fields: { origin: string }): boolean {
  return sessionRequest.safeParse({ ...fields, participant_unique_id1: 'order-1' }).success
}

describe('an origin', () => {
  it.each([
    'https://shop.example',
    'https://shop.example:8443',
    'https://xn--mnchen-3ya.example',
    'https://192.0.2.1',
    'https://[2001:db8::1]:8443',
    'https://localhost',
    'http://localhost',
    'http://localhost:4181',
    'http://shop.localhost:4181',
    'http://127.0.0.1:4181',
    'http://127.1.2.3',
    'http://[::1]:4181',
    'https://shop.example:80',
    'http://localhost:443',
    'https://shop.example:65535',
  ])('accepts %s', (origin) => {
    expect(isOrigin(origin)).toBe(true)
    expect(accepts({ origin })).toBe(true)
  })

  it.each([
    ['a trailing slash', 'https://shop.example/'],
    ['a path', 'https://shop.example/pay'],
    ['a query', 'https://shop.example?a'],
    ['a fragment', 'https://shop.example#a'],
    ['http outside loopback', 'http://shop.example'],
    ['a host that begins like loopback', 'http://localhost.evil.example'],
    ['an address that begins like loopback', 'http://127.0.0.1.evil.example'],
    ['a host that ends like loopback', 'http://evillocalhost'],
    ['https’s default port', 'https://shop.example:443'],
    ['http’s default port', 'http://localhost:80'],
    ['port 0', 'https://shop.example:0'],
    ['a colon without a port', 'https://shop.example:'],
    ['port 65536', 'https://shop.example:65536'],
    ['a port of 99999', 'https://shop.example:99999'],
    ['a leading zero', 'https://shop.example:08443'],
    ['upper case', 'https://Shop.example'],
    ['an upper-case scheme', 'HTTPS://shop.example'],
    ['userinfo', 'https://user@shop.example'],
    ['a password', 'https://user:pass@shop.example'],
    ['a wildcard', 'https://*.shop.example'],
    ['an asterisk', '*'],
    ['null', 'null'],
    ['an empty text', ''],
    ['a scheme without a host', 'https://'],
    ['a host without a scheme', 'shop.example'],
    ['another scheme', 'ftp://shop.example'],
    ['a letter beyond ASCII', 'https://münchen.example'],
    ['two origins', 'https://shop.example https://b.example'],
    ['a list', 'https://shop.example,https://b.example'],
    ['a CSP directive', "https://shop.example; script-src 'unsafe-inline'"],
    ['a line end', 'https://shop.example\n'],
    ['a second line', 'https://shop.example\nhttps://b.example'],
    ['a leading blank', ' https://shop.example'],
  ])('rejects %s', (_name, origin) => {
    expect(isOrigin(origin)).toBe(false)
    expect(accepts({ origin })).toBe(false)
  })

  it('recognizes the loopback hosts and no others', () => {
    expect(['localhost', 'a.localhost', '127.0.0.1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['', '0.0.0.0', '128.0.0.1', 'localhost.example', '::1', '.localhost'].some(isLoopback)).toBe(
      false,
    )
  })
})
