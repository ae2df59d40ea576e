// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { extendMessages } from '../methods/messages.js'
import { isolateEnglish, markEnglish } from './leftEnglish.js'
import { english } from './load.js'
import { interpolate, nameMerchant, pluralize } from './messages.js'
import { applyOverrides } from './overrides.js'

const hebrew = 'שמירה'
const left = { ...applyOverrides(isolateEnglish(english), { 'button.submit': hebrew }), language: 'he' }

test('isolates messages that overrides leave in English, and no names', () => {
  expect(left.button.submit).toBe(hebrew)
  expect(left.button.again).toBe('\u2066Try again\u2069')
  expect(pluralize(left, 'attemptsLeft', 2)).toBe('\u20662 attempts left.\u2069')
  expect(left.state).toEqual(english.state)
  expect(left.placeholder).toEqual(english.placeholder)
  expect(extendMessages(left)).toMatchObject({
    check: { wrong: expect.stringMatching(/^\u2066.+\u2069$/) as string },
  })
  expect(extendMessages(english)).toMatchObject({ check: { wrong: expect.stringMatching(/^\w/) as string } })
})

test('isolates a name only if its direction differs from that of the message', () => {
  const { error } = nameMerchant(english, 'שלום')
  expect(error.session_canceled).toBe('This request was canceled. Please contact \u2068שלום\u2069.')
  expect(nameMerchant(english, 'Acme, Inc.').error.session_canceled).toMatch(/contact Acme, Inc\.\.$/)
  expect(interpolate('פנו אל {merchant}', { merchant: 'Acme, Inc.' })).toBe('פנו אל \u2068Acme, Inc.\u2069')
  expect(interpolate('פנו אל {merchant}', { merchant: 'שלום' })).toBe('פנו אל שלום')
  expect(interpolate('אסמכתה: {id}', { id: '1a2b' })).toBe('אסמכתה: 1a2b')
})

test('marks isolated texts as English and other texts by the document’s language, later texts too, until it is stopped', async () => {
  document.documentElement.lang = 'he'
  document.body.innerHTML = `<label>\u2066City\u2069<span> (\u2066optional\u2069)</span></label><label>\u2066City\u2069<b>${hebrew}</b></label><i lang="es">\u2066x\u2069</i>`
  const langs = () =>
    [...document.querySelectorAll('label, label > *, i')].map((each) => each.getAttribute('lang'))
  const end = markEnglish()
  expect(langs()).toEqual(['en', 'en', 'en', 'he', 'es'])
  const [first] = document.querySelectorAll('label')
  first?.firstChild?.replaceWith(hebrew)
  document.querySelector('b')?.replaceChildren('\u2066Verifying…\u2069')
  await Promise.resolve()
  expect(langs()).toEqual(['he', 'en', 'en', 'en', 'es'])
  end()
  expect(langs()).toEqual([null, null, null, null, 'es'])
})
