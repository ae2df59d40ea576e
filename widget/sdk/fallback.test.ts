// @vitest-environment jsdom
/** What the panel in place of a form says: a connection or a browser is named only where it is the cause. */
import { afterEach, expect, it } from 'vitest'
import { frameBlocked, frameBlockedByPolicy, frameLost, unsupportedBrowser } from './error.js'
import { showFallback } from './fallback.js'

const blocked = frameBlocked('https://capture.example')
const policy = frameBlockedByPolicy('https://capture.example')

afterEach(() => {
  document.body.replaceChildren()
})

it.each([
  ['a form that did not load', blocked, 'Check your connection and try again, or contact us.', 'Revise'],
  ['an old browser', unsupportedBrowser, 'Use another browser, or contact us.', 'Use otro navegador'],
  ['a policy of the page', policy, 'Contact us.', 'Contáctenos.'],
  ['a form that the page took away', frameLost, 'Contact us.', 'Contáctenos.'],
])('%s', (_title, event, english, spanish) => {
  showFallback(document.body, event, { locale: 'en' })
  expect(document.body.textContent).toBe(`⚠The form couldn’t load${english}`)
  showFallback(document.body, event, { locale: 'es' })
  expect(document.body.textContent).toContain(spanish)
})

it('says what the form says when no response came, if the page replaces that text', () => {
  const messages = { failedText: 'Verifique a conexão.', 'error.internal': 'Algo deu errado.' }
  showFallback(document.body, blocked, { messages })
  expect(document.body.textContent).toContain('Verifique a conexão.')
})

it('has a button that submits no form of the page', () => {
  showFallback(document.body, blocked, {}, () => undefined)
  expect(document.querySelector('button')?.type).toBe('button')
})
