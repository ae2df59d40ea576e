import { describe, expect, it } from 'vitest'
import { postSigned, sampleCard, startSimulator } from './client.case.js'
import { checkSample } from './documents/samples.case.js'

/** The `data` of the scenario's response, with its first two issuers. */
async function verifyScenario(id: string, fields: Record<string, unknown> = {}) {
  const card = sampleCard({ recipient_last_name: id, ...fields })
  const { status, data = {} } = await postSigned(await startSimulator(), card)
  const [issuer, second] = (data.issuers ?? []) as Record<string, unknown>[]
  return { status, data, issuer, second }
}

describe('issuers', () => {
  it('push-disabled allows a pull alone', async () => {
    const { issuer } = await verifyScenario('push-disabled')
    const debit_info = { min: '0.05', max: '1500.00', card_type: 'Debit' }
    expect(issuer).toMatchObject({ credit_enabled: 0, debit_enabled: 1, debit_info })
    expect(issuer).not.toHaveProperty('credit_info')
  })

  it('pull-enabled allows both', async () => {
    const { issuer } = await verifyScenario('pull-enabled')
    const info = { max: '1500.00' }
    expect(issuer).toMatchObject({ credit_enabled: 1, debit_enabled: 1, credit_info: info, debit_info: info })
  })

  it.each([
    ['credit-card', { card_type: 'Credit' }],
    ['prepaid-card', { card_type: 'Prepaid' }],
    ['min-500', { min: '500.00', max: '1500.00' }],
  ])('%s differs in its credit_info', async (id, credit_info) => {
    expect((await verifyScenario(id)).issuer).toMatchObject({ credit_enabled: 1, credit_info })
  })

  it('second-issuer has two issuers, and the second one allows a push', async () => {
    const { issuer, second } = await verifyScenario('second-issuer')
    expect(issuer).toMatchObject({ payee_id: '100001', credit_enabled: 0 })
    expect(issuer).not.toHaveProperty('credit_info')
    expect(second).toMatchObject({ payee_id: '100002', credit_enabled: 1, credit_info: { max: '1500.00' } })
  })

  it('no-issuers lacks the key, empty-issuers has an empty list', async () => {
    expect((await verifyScenario('no-issuers')).data).not.toHaveProperty('issuers')
    expect((await verifyScenario('empty-issuers')).data.issuers).toEqual([])
  })

  it('limit-20 is refused with the issuer’s limits and nothing else', async () => {
    const { status, data, issuer } = await verifyScenario('limit-20')
    expect({ status, keys: Object.keys(data) }).toEqual({ status: 600, keys: ['issuers'] })
    expect(issuer).toMatchObject({ credit_info: { max: '20.00' } })
  })

  it('status-614 is refused without data', async () => {
    expect(await verifyScenario('status-614')).toMatchObject({ status: 614, data: {} })
  })
})

describe('fields that are absent, empty or contradictory', () => {
  it.each([
    ['no-expiration', ['expiration_date']],
    ['no-last4', ['last_4']],
    ['no-ids', ['participant_unique_id1', 'participant_unique_id2']],
  ])('%s lacks %j and is verified', async (id, absent) => {
    const usual = await verifyScenario('success')
    const { status, data } = await verifyScenario(id)
    expect(status).toBe(100)
    expect(Object.keys(data)).toEqual(Object.keys(usual.data).filter((key) => !absent.includes(key)))
    expect(data.customer_account_token).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('empty-expiration has an empty expiration_date', async () => {
    expect((await verifyScenario('empty-expiration')).data.expiration_date).toBe('')
  })

  it('other-id names another participant_unique_id1', async () => {
    const { data } = await verifyScenario('other-id', { participant_unique_id1: 'mine' })
    expect(data.participant_unique_id1).toBe('another-participant-unique-id')
  })

  it('unknown-keys has an undocumented key in data and in the issuer', async () => {
    const { data, issuer } = await verifyScenario('unknown-keys')
    expect(data.processing_region).toBe('US-EAST')
    expect(issuer?.payee_country).toBe('US')
  })

  it.each(['no-last4', 'no-ids', 'other-id', 'wrong-last4', 'unknown-keys'])(
    '%s replays the same answer as 101',
    async (id) => {
      const port = await startSimulator()
      const card = sampleCard({ recipient_last_name: id })
      const { data } = await postSigned(port, card)
      expect(await postSigned(port, card)).toMatchObject({ status: 101, data })
    },
  )

  it('a check has the same scenarios, without issuers', async () => {
    const beneficiary = { ...checkSample.beneficiary, beneficiary_account: '3000000266' }
    const path = '/gateway/verify--check'
    const { data } = await postSigned(await startSimulator(), { ...checkSample, beneficiary }, { path })
    expect(data).toMatchObject({ last_4: '0266', processing_region: 'US-EAST' })
    expect(data).not.toHaveProperty('issuers')
  })
})

describe('card validation', () => {
  it.each([
    ['name-match', { performed: '1', overall: '1', first_name: '1', last_name: '1', middle_name: '1' }],
    ['name-partial', { performed: '1', overall: '2', first_name: '3', last_name: '1', middle_name: '2' }],
    ['name-none', { performed: '1', overall: '3', first_name: '3', last_name: '3', middle_name: '3' }],
    ['name-not-performed', { performed: '2' }],
    ['name-not-supported', { performed: '3' }],
    ['name-not-configured', { performed: '4' }],
  ])('%s', async (id, name_match) => {
    expect((await verifyScenario(id)).data.card_validation).toEqual({ provider: '1', name_match })
  })

  it('has the provider MasterCard for a MasterCard number', async () => {
    const { data } = await verifyScenario('name-match', { account: '5555555555554444' })
    expect(data.card_validation).toMatchObject({ provider: '3' })
  })

  it('is absent by default', async () => {
    expect((await verifyScenario('success')).data).not.toHaveProperty('card_validation')
  })
})
