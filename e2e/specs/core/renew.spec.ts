/** When a session ends, another one replaces it, and the form keeps what was typed. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openRenewable, sleep } from '../../harness/renewable.js'

test('renews a minute before the end, keeps what was typed, and sends it in the new session', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  const form = await openRenewable(page, stack, 'resolve', { expires_in: 400 })
  await form.fillCard(sample)
  await page.clock.fastForward(250_000)
  expect(await form.asked()).toBe(0)
  await page.clock.fastForward(95_000)
  // The clock moves only after this, because the form waits at most 20 s for the new session.
  await form.opened(2)
  expect(form.ids).toHaveLength(1)
  await page.clock.fastForward(60_000)
  await expect(form.field('account')).toHaveValue(sample.account)
  await expect(form.field('cvv')).toHaveValue(sample.cvv)
  await form.submit()
  await form.expectToken()
  expect(await form.status()).toBe('tokenized')
  expect((await form.events()).map(({ name }) => name)).toEqual(['ready', 'submit', 'token'])
})

test('after a sleep renews a session that has expired, and the next one before its end', async ({
  page,
  stack,
}) => {
  const form = await openRenewable(page, stack, 'resolve')
  await form.fillCard({ account: sample.account, cvv: sample.cvv })
  for (const [index, minutes] of [31, 29.5].entries()) {
    await sleep(page, minutes)
    await form.opened(index + 2)
    expect(form.ids).toHaveLength(index + 1)
    await expect(form.field('account')).toHaveValue(sample.account)
    // The code's own limit of ten minutes is over.
    await expect(form.field('cvv')).toHaveValue('')
    await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  }
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await form.status(1)).toBe('tokenized')
  expect(await form.count('expired')).toBe(0)
  expect(await form.count('ready')).toBe(1)
})

test('waits for a submit in flight, and renews when the server says that the session has expired', async ({
  page,
  stack,
}) => {
  const form = await openRenewable(page, stack, 'resolve')
  await form.fillCard(sample)
  let isExpired = true
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/v1/captures', async (route) => {
    if (!isExpired) return route.continue()
    isExpired = false
    await held
    const body = {
      type: 'about:blank',
      title: 'expired',
      status: 410,
      code: 'session_expired',
      retryable: false,
    }
    return route.fulfill({
      status: 410,
      contentType: 'application/problem+json',
      body: JSON.stringify(body),
    })
  })
  const arrived = page.waitForRequest('**/v1/captures')
  await form.submit()
  await arrived
  await sleep(page, 29.5)
  expect(await form.asked()).toBe(0)
  release()
  await form.expectToken()
  expect(await form.asked()).toBe(1)
  expect(await form.status()).toBe('tokenized')
  expect(await form.count('error')).toBe(0)
})

test('a renewal that never settles ends after 20 s', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openRenewable(page, stack, 'hang', { expires_in: 60 })
  await page.clock.fastForward(61_000)
  await expect.poll(form.asked).toBe(1)
  expect(await form.count('expired')).toBe(0)
  await page.clock.fastForward(19_000)
  await page.clock.fastForward(2_000)
  await expect.poll(() => form.count('expired')).toBe(1)
})
