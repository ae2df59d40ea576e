import { expect, it } from 'vitest'
import { documentedOptionalKeys, documentedOpenBankingKeys } from './documented.case.js'
import { openBankingCapture } from './openBanking.js'
import { openBankingOfSession, verifyOpenBankingRequest } from './verifyOpenBanking.js'

const whole = Object.fromEntries(documentedOpenBankingKeys.map((key) => [key, 'string']))

function without(body: object, field: string): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))
}

const notBackend = ['participant_id', 'timestamp', 'open_banking_provider', 'account_id']
const backendOnly = notBackend.reduce(without, whole)

it('accepts the documented keys of the request and no others', () => {
  expect(verifyOpenBankingRequest.parse(whole)).toEqual(whole)
  expect(verifyOpenBankingRequest.safeParse({ ...whole, version: '11' }).success).toBe(false)
})

it.each(documentedOpenBankingKeys)('requires a string for %s, optional or not as documented', (key) => {
  expect(verifyOpenBankingRequest.safeParse({ ...whole, [key]: 1 }).success).toBe(false)
  expect(verifyOpenBankingRequest.safeParse(without(whole, key)).success).toBe(
    documentedOptionalKeys.includes(key),
  )
})

it('takes the provider and the account from the page and the other keys from the backend', () => {
  const given = { account_type: 'open-banking', open_banking_provider: 'finicity', account_id: 'acc-1' }
  expect(openBankingCapture({}).parse(given)).toEqual(given)
  expect(openBankingCapture({}).safeParse({ ...given, customer_id: '1' }).success).toBe(false)
  expect(openBankingOfSession.parse(backendOnly)).toEqual(backendOnly)
  for (const key of ['participant_id', 'timestamp']) {
    expect(openBankingOfSession.safeParse({ ...backendOnly, [key]: 'string' }).success).toBe(false)
  }
})

it('takes from the page only what the session lacks', () => {
  const account_type = 'open-banking'
  const [provider, account] = [{ open_banking_provider: 'finicity' }, { account_id: 'acc-1' }]
  expect(openBankingOfSession.safeParse({ ...backendOnly, ...provider, ...account }).success).toBe(true)
  expect(openBankingCapture(provider).parse({ account_type, ...account })).toEqual({
    account_type,
    ...account,
  })
  expect(openBankingCapture(provider).safeParse({ account_type, ...account, ...provider }).success).toBe(
    false,
  )
  expect(openBankingCapture({ ...provider, ...account }).parse({ account_type })).toEqual({ account_type })
})
