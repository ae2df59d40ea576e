import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { STATE } from '../../contract/fields.js'
import { App } from './App.js'
import { english } from './i18n/load.js'
import { state } from './i18n/en/states.js'

function prerendered(variant: string): string {
  const connect = () => {
    throw new Error('A rendering opens no connection.')
  }
  return renderToString(<App variant={variant} messages={english} sealed="" connect={connect} />)
}

test('the form renders without a browser, and without a value in any attribute', () => {
  const html = prerendered('card')
  expect(html).toContain('name="account"')
  expect(html).not.toMatch(/<input[^>]* value=/)
  expect(html).not.toContain(' style=')
})

test('a variant leaves fields out', () => {
  const html = prerendered('card.no-cvv.no-expiry.no-recipient')
  expect(html).toContain('name="account"')
  expect(html).not.toMatch(/name="(?:cvv|expiration_date|recipient_)/)
})

test('the 62 documented states are offered', () => {
  const codes = Object.keys(state)
  expect(new Set(codes).size).toBe(62)
  expect(codes.every((code) => STATE.test(code))).toBe(true)
  const html = prerendered('card')
  for (const code of codes) expect(html).toContain(`<option value="${code}">`)
})
