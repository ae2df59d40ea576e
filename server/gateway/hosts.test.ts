/** The hosts of a gateway: which of them are a test, and what turns open banking on. */
import { expect, it } from 'vitest'
import type { Environment } from '../config/environment.js'
import { parseConfig } from '../config/config.js'
import { bankSession } from '../testing/bank.case.js'
import { environment, startApp } from '../testing/app.case.js'

const sandbox = 'https://payapi-sandbox.ingo.money'
const bankSandbox = 'https://sandbox-api.ingomoney.com'
const production = 'https://payapi.ingo.money'

/** Whether the form of the session shows the test badge. */
async function isTest(settings: Environment, session: object = {}): Promise<unknown> {
  const { open, app } = startApp(settings)
  const { sealed } = await open(session)
  const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  return ((await response.json()) as { test: unknown }).test
}

it.each([
  ['http://127.0.0.1:4182', true],
  ['http://localhost:4182', true],
  [sandbox, true],
  [`${sandbox}/v2`, true],
  [production, false],
  ['https://payapi-sandbox.ingo.money.example', false],
  ['https://gateway.example', false],
])('a form whose gateway is %s is a test: %s', async (url, test) => {
  expect(await isTest({ INGO_URL: url })).toBe(test)
})

it('a form with open banking is a test only if both gateways are', async () => {
  const both = { ...bankSession, account_types: ['card', 'open-banking'] }
  const on = { INGO_OPEN_BANKING: 'on' }
  expect(await isTest({ INGO_URL: sandbox, ...on }, both)).toBe(true)
  const elsewhere = { INGO_URL: production, INGO_OPEN_BANKING_URL: bankSandbox }
  expect(await isTest(elsewhere, both)).toBe(false)
  expect(await isTest(elsewhere, bankSession)).toBe(true)
  expect(await isTest({ INGO_URL: sandbox, INGO_OPEN_BANKING_URL: production }, bankSession)).toBe(false)
})

it.each([
  [{}, undefined],
  [{ INGO_OPEN_BANKING: 'off' }, undefined],
  [{ INGO_OPEN_BANKING: 'on' }, bankSandbox],
  [{ INGO_OPEN_BANKING_URL: 'https://bank.example/' }, 'https://bank.example'],
  [{ INGO_OPEN_BANKING: 'on', INGO_OPEN_BANKING_URL: 'https://bank.example' }, 'https://bank.example'],
])('open banking with %j is at %s', (settings, url) => {
  expect(parseConfig({ ...environment, ...settings }).merchants[0]?.ingo.openBankingUrl).toBe(url)
})

it('never sends a production account’s credentials to the sandbox of open banking by default', () => {
  const settings = { ...environment, INGO_URL: production, INGO_OPEN_BANKING: 'on' }
  expect(() => parseConfig(settings)).toThrow(/^INGO_OPEN_BANKING is on.*Set INGO_OPEN_BANKING_URL/)
})

it('rejects weak keys if only the gateway of open banking is real', () => {
  const weak = { ...environment, INGO_URL: 'http://127.0.0.1:4182', INGO_SECRET: 'simulator-secret' }
  expect(parseConfig(weak)).toBeDefined()
  expect(() => parseConfig({ ...weak, INGO_OPEN_BANKING: 'on' })).toThrow(/^INGO_SECRET is rejected/)
})
