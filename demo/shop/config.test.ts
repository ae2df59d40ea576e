import { expect, it } from 'vitest'
import { ConfigError, parseConfig } from './config.js'

const secret = { CAPTURE_SECRET_KEY: 'sk_shop_test_0123456789abcdef' }

it('needs nothing but the secret key', () => {
  expect(parseConfig(secret)).toEqual({
    host: '127.0.0.1',
    port: 4181,
    origin: 'http://localhost:4181',
    captureUrl: 'http://127.0.0.1:4180',
    secretKey: secret.CAPTURE_SECRET_KEY,
  })
})

it('derives its origin from the port', () => {
  expect(parseConfig({ ...secret, SHOP_PORT: '5000' }).origin).toBe('http://localhost:5000')
})

it.each([
  ['SHOP_PORT', '70000'],
  ['SHOP_PORT', 'http'],
  ['SHOP_ORIGIN', 'http://localhost:4181/shop'],
  ['CAPTURE_URL', 'capture.example:4180'],
  ['CAPTURE_URL', 'https://capture.example/?a=1'],
  ['SIMULATOR_URL', 'ftp://127.0.0.1'],
  ['CAPTURE_SECRET_KEY', ''],
  ['CAPTURE_SECRET_KEY', 'a key with blanks'],
])('rejects an invalid %s by name and without its value', (name, value) => {
  const parse = () => parseConfig({ ...secret, [name]: value })
  expect(parse).toThrow(ConfigError)
  expect(parse).toThrow(new RegExp(`^${name}: [^\\n]+$`))
  if (value !== '') expect(parse).not.toThrow(value)
})
