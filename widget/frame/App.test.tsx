import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { STATE } from '../../contract/fields.js'
import { App } from './App.js'
import { english } from './i18n/load.js'
import { state } from './i18n/en/states.js'

function prerender(variant: string): string {
  const connect = () => {
    throw new Error('Prerendering opens no connection.')
  }
  return renderToString(
    <App variant={variant} messages={english} sealed="" connect={connect} clock={() => 0} />,
  )
}

test('renders without a browser, and without a value in any attribute', () => {
  const html = prerender('card')
  expect(html).toContain('name="account"')
  expect(html).not.toMatch(/<input[^>]* value=/)
  expect(html).not.toContain(' style=')
})

test('leaves out the fields that the variant excludes', () => {
  const html = prerender('card.no-cvv.no-expiry.no-recipient')
  expect(html).toContain('name="account"')
  expect(html).not.toMatch(/name="(?:cvv|expiration_date|recipient_)/)
})

test('offers the 62 documented states', () => {
  const codes = Object.keys(state)
  expect(new Set(codes).size).toBe(62)
  expect(codes.every((code) => STATE.test(code))).toBe(true)
  const html = prerender('card')
  for (const code of codes) expect(html).toContain(`<option value="${code}">`)
})
