/** The names on a check: an organization or a single name, and a recipient as well as a beneficiary. */
import { describe, expect, it } from 'vitest'
import type { SessionInput } from '../../../contract/sessionRequest.js'
import { documentedCheck, documentedCheckResponse } from '../../../contract/documented.case.js'
import { json, NOW, ORIGIN, readResponse, start } from '../../testing/app.case.js'
import { checkSession, ownCheck } from '../../testing/check.case.js'

const documentedResponse = json(() => documentedCheckResponse)
const { beneficiary_last_name: lastName, ...named } = ownCheck.beneficiary
const organization = { ...named, beneficiary_first_name: 'Harbor & Pine LLC' }

async function captureCheck(check: Partial<NonNullable<SessionInput['check']>>, content: object, more = {}) {
  const { gateway, open } = await start(documentedResponse)
  const session = await open({ ...checkSession, ...more, check: { ...checkSession.check, ...check } })
  const response = await readResponse(session.capture(content))
  return { response, sent: gateway.received[0]?.sent }
}

describe('a beneficiary with a single name', () => {
  const content = { ...ownCheck, beneficiary: organization }

  it('goes to the gateway with an empty last name', async () => {
    const { response, sent } = await captureCheck({ single_name: true }, content)
    expect(response).toMatchObject({ http: 200 })
    expect(sent).toMatchObject({ beneficiary: { ...organization, beneficiary_last_name: '' } })
  })

  it.each([
    ['a last name in such a session', true, ownCheck, 'beneficiary.beneficiary_last_name'],
    ['no last name in any other session', undefined, content, 'beneficiary.beneficiary_last_name'],
  ])('rejects %s', async (_name, single_name, body, field) => {
    const { response, sent } = await captureCheck({ single_name }, body)
    expect(response).toMatchObject({ http: 400, field })
    expect(sent).toBeUndefined()
  })

  it.each([
    ['the name of a person', { recipient_first_name: 'Alex', recipient_last_name: 'Rivera' }, 'Alex Rivera'],
    [
      'the business’s name',
      { recipient_last_name: 'Rivera', recipient_business_name: 'Rockets LLC' },
      'Rockets LLC',
    ],
    ['the last name alone', { recipient_last_name: 'Suharto' }, 'Suharto'],
  ])('prefills %s', async (_name, recipient, name) => {
    const { app, open } = await start()
    const check = { ...checkSession.check, single_name: true }
    const { sealed } = await open({ ...checkSession, recipient, check })
    const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
    expect(await response.json()).toMatchObject({
      check: { single_name: true, beneficiary: { beneficiary_first_name: name } },
    })
  })
})

describe('a recipient with recipient_is_beneficiary 1', () => {
  const { recipient } = documentedCheck

  it('makes the documented sample, key by key', async () => {
    const check = { recipient, send_recipient: true, recipient_is_beneficiary: 1 as const }
    const { sent } = await captureCheck(check, ownCheck)
    expect(sent).toEqual({ ...documentedCheck, timestamp: NOW / 1000 })
    expect(Object.keys(sent ?? {})).toEqual(Object.keys(documentedCheck))
  })

  it('is the beneficiary if the session has no recipient', async () => {
    const { sent } = await captureCheck({ send_recipient: true }, ownCheck)
    const { beneficiary_first_name: _, ...address } = named
    const asRecipient = Object.fromEntries(
      Object.entries(address).map(([name, value]) => [name.replace('beneficiary', 'recipient'), value]),
    )
    const recipient_line1 = `${named.beneficiary_first_name} ${lastName}`
    expect(sent).toMatchObject({
      recipient_is_beneficiary: 1,
      recipient: { recipient_line1, ...asRecipient },
    })
  })

  it('is rejected by create without send_recipient, or with only some of its fields', async () => {
    const { create } = await start()
    const check = { ...checkSession.check, recipient, recipient_is_beneficiary: 1 }
    const body = { origin: ORIGIN, ...checkSession, check }
    expect(await readResponse(create(body))).toMatchObject({ http: 400, field: 'check.recipient' })
    const { recipient_zip: _, ...part } = recipient
    const partial = { ...body, check: { ...check, recipient: part, send_recipient: true } }
    expect(await readResponse(create(partial))).toMatchObject({ http: 400, field: 'check.recipient' })
  })

  it('never reaches the browser', async () => {
    const { app, open } = await start()
    const check = {
      ...checkSession.check,
      recipient,
      send_recipient: true,
      recipient_is_beneficiary: 1 as const,
    }
    const { sealed } = await open({ ...checkSession, check })
    const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
    expect(await response.text()).not.toContain(recipient.recipient_line1)
  })
})
