/** Messages about a rejected request of the merchant's backend: each names the field, the rule and the fix. */
import { expect, it } from 'vitest'
import { ORIGIN, readResponse, SECRET_KEY, startApp } from '../../testing/app.case.js'

it.each<[string, object, string, string]>([
  [
    'sessions',
    { expires_in: '1800' },
    'expires_in',
    ': should be a whole number of seconds from 60 to 86400',
  ],
  ['sessions', { expires_in: 59 }, 'expires_in', ': should be a whole number of seconds from 60 to 86400'],
  ['sessions', { max_attempts: 1.5 }, 'max_attempts', ': should be a whole number of attempts from 1 to 20'],
  [
    'sessions',
    { account_types: 'card' },
    'account_types',
    ': should be a list such as ["card"], of card, check',
  ],
  ['sessions', { accepted_brands: ['amex'] }, 'accepted_brands.0', 'maestro; is american-express meant?'],
  ['sessions', { accepted_brands: ['Visa'] }, 'accepted_brands.0', 'maestro; is visa meant?'],
  ['sessions', { accepted_brands: [] }, 'accepted_brands', ': should name at least one of visa, mastercard'],
  [
    'sessions',
    { origin: undefined },
    'origin',
    ': is missing. It should be an origin such as https://shop.example',
  ],
  ['sessions', { origin: 'capacitor://localhost/' }, 'origin', ': has a slash at its end. Remove it'],
  ['sessions', { origin: `${ORIGIN} https://b.example` }, 'origin', ': contains a blank. Remove it'],
  [
    'sessions',
    { origin: `${ORIGIN};https://b.example` },
    'origin',
    ': contains a semicolon. Separate several',
  ],
  ['sessions', { amount: 10.123 }, 'amount', ': should be dollars and cents: at most two decimals'],
  ['sessions', { origin: `${ORIGIN}/` }, 'origin', ': has a slash at its end. Remove it'],
  ['sessions', { origin: 'https://shop.example/pay' }, 'origin', ': has a path. Keep scheme, host and port'],
  ['sessions', { locale: 5 }, 'locale', ': should be text of 1 to 35 characters'],
  ['sessions', { locale: 'x'.repeat(36) }, 'locale', ': should have at most 35 characters. Shorten it'],
  [
    'sessions',
    { recipient: { recipient_zip: '303' } },
    'recipient.recipient_zip',
    ': should be a ZIP code of 5 digits',
  ],
  [
    'sessions',
    { accountTypes: ['card'] },
    'accountTypes',
    ' is not a field of this request. Is account_types meant?',
  ],
  [
    'sessions',
    { recipient: { zip: '1' } },
    'recipient.zip',
    ' is not a field of this request. Is recipient_zip meant?',
  ],
  ['sessions', { nothing_near: 1 }, 'nothing_near', ' is not a field of this request. Remove it'],
  [
    'sessions',
    { cvv: '123' },
    'cvv',
    ' is not a field of this request. Only the form may send card data. Remove it',
  ],
  ['verifications', { account_type: 'check' }, 'account_type', ': should be "card"'],
  ['verifications', {}, 'account_type', ': is missing. It should be "card"'],
  [
    'verifications',
    { account_type: 'card' },
    'customer_account_token',
    ': is missing. Send it, or third_party_token',
  ],
  [
    'sessions',
    { amount: '10.50' },
    'amount',
    ': should be a number of dollars, such as 10.50, without quotation marks',
  ],
])('POST /v1/%s %j names %s, the rule and the fix', async (path, change, field, message) => {
  const { app } = startApp({})
  const body = path === 'sessions' ? { origin: ORIGIN, ...change } : change
  const answer = await readResponse(
    app.request(`/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  expect(answer).toMatchObject({ http: 400, code: 'invalid_request', field })
  expect(answer.detail).toContain(field)
  expect(answer.detail).toContain(message)
})

it('names the setting and an origin that is not the merchant’s, unless the origin holds a card number', async () => {
  const { create } = startApp({ CAPTURE_ORIGINS: 'https://shop.example/' })
  expect((await create({ origin: 'https://shop.example' })).status).toBe(201)
  const foreign = await readResponse(create({ origin: 'https://other.example' }))
  expect(foreign).toMatchObject({ http: 403, code: 'origin_not_allowed', field: 'origin' })
  expect(foreign.detail).toMatch(/^origin: https:\/\/other\.example is not .* Add it to CAPTURE_ORIGINS/)
  const marked = await readResponse(create({ origin: 'https://4111-1111-1111-1111.example' }))
  expect(marked.detail).toMatch(/^origin: the origin is not .* Add it to CAPTURE_ORIGINS/)
})

it('reports whether the secret key is missing or unknown, and an unknown session', async () => {
  const { app } = startApp({})
  const ask = (path: string, key?: string) =>
    readResponse(app.request(path, { headers: key === undefined ? {} : { Authorization: `Bearer ${key}` } }))
  const path = '/v1/sessions/nope'
  expect(await ask(path)).toMatchObject({
    http: 401,
    detail: expect.stringMatching(/^The secret key is missing\./) as string,
  })
  const wrong = await ask(path, 'sk_of-another-server')
  expect(wrong).toMatchObject({ http: 401, detail: expect.stringMatching(/CAPTURE_SECRET_KEY$/) as string })
  expect(JSON.stringify(wrong)).not.toContain('another-server')
  expect(await ask(path, SECRET_KEY)).toMatchObject({
    http: 404,
    detail: expect.stringMatching(/^The session is unknown/) as string,
  })
})
