/** Ingo's samples of a card, typed into the form and verified by token. The requests are compared by key and type. */
import { createVerification } from 'ingo-capture/backend'
import { documentedRequest } from '../../harness/ingoSamples.js'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { SECRET_KEY } from '../../harness/settings.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'what is sent is the same from every engine')

/** The type of each field. */
function fieldTypes(body: object): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeof value]))
}

test('verify--card: sends Ingo’s sample, then verifies its token', async ({ page, stack }) => {
  const { amount, participant_unique_id2 } = documentedRequest
  const participant_unique_id1 = crypto.randomUUID()
  const form = await openForm(page, stack, { amount, participant_unique_id1, participant_unique_id2 })
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const card = JSON.parse(stack.received.at(-1)?.body ?? '') as typeof documentedRequest
  // The sample's expiry will pass, so the form gets one two years ahead.
  const own = { participant_unique_id1, expiration_date, timestamp: card.timestamp }
  expect(card).toEqual({ ...documentedRequest, ...own })
  expect(fieldTypes(card)).toEqual(fieldTypes(documentedRequest))

  const customer_account_token = await page.evaluate(async () => {
    const { capture } = window as unknown as {
      capture: { submit: () => Promise<{ customer_account_token: string }> }
    }
    return (await capture.submit()).customer_account_token
  })
  const server = { url: stack.capture, secretKey: SECRET_KEY }
  const ids = { participant_unique_id1: crypto.randomUUID(), participant_unique_id2 }
  const response = await createVerification(server, {
    account_type: 'card',
    customer_account_token,
    amount,
    ...ids,
  })
  expect(response).toMatchObject({ status: 100, data: { customer_account_token, last_4: '1111', ...ids } })
  const token = JSON.parse(stack.received.at(-1)?.body ?? '') as Record<string, unknown>
  const { participant_id, account_type, version } = documentedRequest
  expect(token).toEqual({
    participant_id,
    account_type,
    amount,
    customer_account_token,
    ...ids,
    timestamp: token.timestamp,
    version,
  })
  expect(typeof token.timestamp).toBe('number')
})

test('verify--card: sends a third party’s token with the recipient in place of the card', async ({
  stack,
}) => {
  const { account: _a, expiration_date: _e, cvv: _c, ...withoutCard } = documentedRequest
  const { participant_id, account_type, version, timestamp: _t, ...fields } = withoutCard
  const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
  const given = { ...fields, third_party_token, participant_unique_id1: crypto.randomUUID() }
  const server = { url: stack.capture, secretKey: SECRET_KEY }
  const response = await createVerification(server, { account_type: 'card', ...given })
  const { participant_unique_id1, participant_unique_id2 } = given
  expect(response).toMatchObject({ status: 100, data: { participant_unique_id1, participant_unique_id2 } })
  const received = stack.received.at(-1)
  expect(received?.requestLine).toBe('POST /gateway/verify--card HTTP/1.1')
  const sent = JSON.parse(received?.body ?? '') as Record<string, unknown>
  expect(sent).toEqual({ participant_id, account_type, ...given, timestamp: sent.timestamp, version })
  expect(fieldTypes(sent)).toEqual(fieldTypes({ ...withoutCard, third_party_token }))
})
