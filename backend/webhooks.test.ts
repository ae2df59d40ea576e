import { expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { verifyWebhook } from './webhooks.js'

const encode = (text: string) => `whsec_${Buffer.from(text).toString('base64')}`
const SECRET = encode('a secret of the tests, 32 bytes!')
const OTHER = encode('another one, also of 32 bytes...')
const NOW = Date.UTC(2026, 5, 15, 12)
const event = {
  type: 'session.tokenized',
  timestamp: '2026-06-15T12:00:00.000Z',
  data: { id: 's1', merchant: 'shop', status: 'tokenized', attempts: 1, participant_unique_id1: 'order-1' },
}
const body = JSON.stringify(event)

/** The headers of a request that the specification's library has signed. */
function sign(secret = SECRET, text = body, at = NOW): Record<string, string> {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(at / 1000),
    'webhook-signature': new Webhook(secret).sign('evt_1', new Date(at), text),
  }
}
const verify = (
  headers: Parameters<typeof verifyWebhook>[0],
  text: string | Uint8Array = body,
  secrets: string | string[] = SECRET,
) => verifyWebhook(headers, text, secrets, NOW)

it('resolves to the event that the specification’s library has signed', async () => {
  const expected = { ...event, id: 'evt_1' }
  expect(await verify(sign())).toEqual(expected)
  expect(await verify(new Headers(sign()))).toEqual(expected)
  expect(await verify(sign(), new TextEncoder().encode(body))).toEqual(expected)
})

it('takes any of several secrets and of several signatures', async () => {
  expect(await verify(sign(OTHER), body, `${SECRET}, ${OTHER}`)).toMatchObject({ id: 'evt_1' })
  expect(await verify(sign(OTHER), body, [SECRET, OTHER])).toMatchObject({ id: 'evt_1' })
  const both = [sign(OTHER), sign()].map((headers) => headers['webhook-signature']).join(' ')
  expect(await verify({ ...sign(), 'webhook-signature': `v1a,xyz ${both}` })).toMatchObject({ id: 'evt_1' })
})

it.each([
  ['another secret', sign(OTHER), body, 'signature_invalid'],
  ['another body', sign(), body.replace('s1', 's2'), 'signature_invalid'],
  ['another id', { ...sign(), 'webhook-id': 'evt_2' }, body, 'signature_invalid'],
  ['another time', { ...sign(), 'webhook-timestamp': String(NOW / 1000 + 1) }, body, 'signature_invalid'],
  ['no base64', { ...sign(), 'webhook-signature': 'v1,%%%' }, body, 'signature_invalid'],
  ['a replay after five minutes', sign(SECRET, body, NOW - 301_000), body, 'timestamp_too_old'],
  ['a time of the future', sign(SECRET, body, NOW + 301_000), body, 'timestamp_too_old'],
  ['an invalid time', { ...sign(), 'webhook-timestamp': '1e9' }, body, 'timestamp_invalid'],
  ['no signature', { ...sign(), 'webhook-signature': undefined }, body, 'missing_header'],
  ['a body that is no event', sign(SECRET, '[]'), '[]', 'body_invalid'],
])('rejects %s', async (_name, headers, text, code) => {
  await expect(verify(headers, text)).rejects.toMatchObject({ name: 'WebhookVerificationError', code })
})

it.each(['', 'secret', 'whsec_', 'whsec_c2hvcnQ=', `${SECRET},wrong`])(
  'rejects the secret %j as an option, and does not repeat it',
  async (secret) => {
    const error = await verify(sign(), body, secret).catch((thrown: unknown) => thrown as Error)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as Error).message).not.toContain('c2hvcnQ')
  },
)

it('names the option if the environment has no secret', async () => {
  const rejected = expect(verifyWebhook(sign(), body, undefined as unknown as string, NOW)).rejects
  await rejected.toThrow(/^ingo-capture: "secrets" should be the value of CAPTURE_WEBHOOK_SECRET/)
})

it('rejects a parsed body, and asks for the body as it came', async () => {
  const rejected = expect(verify(sign(), event as unknown as string)).rejects
  await rejected.toThrow(/^ingo-capture: "body" should be the body as it came, before it is parsed/)
})
