/** Edge cases of a lost form: when it is given up, which events fire only once, and which of two forms remains. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession } from '../../harness/hostPage.js'
import {
  events,
  expectReady,
  expectWorks,
  letPass,
  openMounted,
  outcomes,
  run,
  submitHeld,
} from '../../harness/lostForm.js'

test('connects a new form after a reload of the frame, as by the browser’s menu', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await form.frame.locator('body').evaluate(() => {
    location.reload()
  })
  await expectReady(page, 2)
  await expectWorks(page, stack, form)
})

test('connects a new form after the page has written its document again', async ({ page, stack }) => {
  const form = await openMounted(page, stack, `'#capture'`)
  await form.waitReady()
  await run(page, `document.open(); document.write('<div id="capture"></div>'); document.close()`)
  await expectReady(page, 2)
  await expectWorks(page, stack, form)
})

test('reports frame_lost when the page moves the form into another document', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(
    page,
    `const other = document.body.appendChild(document.createElement('iframe')).contentDocument
     other.body.append(other.adoptNode(document.querySelector('#capture')))`,
  )
  await expect.poll(() => events(page)).toEqual(['ready', 'loaderror frame_lost'])
})

test('gives up a frame that is removed repeatedly', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(
    page,
    `new MutationObserver(() => document.querySelector('iframe')?.remove()).observe(document, { childList: true, subtree: true })
     document.querySelector('iframe').remove()`,
  )
  await expect.poll(() => events(page)).toEqual(['ready', 'loaderror frame_lost'])
  await expect(page.locator('#capture').getByRole('alert')).toBeVisible()
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
})

test('fires no error when the page removes a form that has its token', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await expectWorks(page, stack, form)
  await run(page, `document.querySelector('main').innerHTML = '<p>Thank you</p>'`)
  await letPass(page, 1500)
  expect(await events(page)).toEqual(['ready', 'token'])
  expect(
    await run(page, `capture.submit().then(({ customer_account_token }) => typeof customer_account_token)`),
  ).toBe('string')
})

test('fires no second token event when the form is moved after the first', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await expectWorks(page, stack, form)
  await run(page, `document.querySelector('#other').append(document.querySelector('#capture'))`)
  await expectReady(page, 2)
  await form.expectToken()
  expect(await events(page)).toEqual(['ready', 'token', 'ready'])
})

test('a form that the page mounts replaces one that reconnected by itself', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(
    page,
    `(() => { const host = document.querySelector('#capture'); host.replaceWith(host.cloneNode(true)) })()`,
  )
  await expectReady(page, 2)
  const url = JSON.stringify(await newSession(stack))
  await run(
    page,
    `window.capture = listen(IngoCapture.create({ url: ${url} }), 'b '); capture.mount('#capture')`,
  )
  await expect.poll(() => events(page)).toContain('b ready')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  await expect(page.locator('iframe')).toHaveCount(1)
  expect(await events(page)).toEqual(['ready', 'ready', 'b ready', 'b token'])
})

test('a refusal that comes after a move unlocks the form', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const release = await submitHeld(page, stack, form)
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch()
    const { tokenized, ...session } = (await response.json()) as { tokenized?: object }
    await route.fulfill({ response, json: tokenized ? { ...session, attempts_left: 3 } : session })
  })
  await run(page, `document.querySelector('#other').append(document.querySelector('#capture'))`)
  await expectReady(page, 2)
  release()
  await expect
    .poll(() => events(page), { timeout: 20_000 })
    .toEqual(['ready', 'error outcome_unknown', 'ready', 'error outcome_unknown'])
  await expect(form.field('account')).toBeEditable()
  await expect(form.frame.getByRole('alert')).toContainText('may have gone through')
  expect(await outcomes(page)).toEqual(['outcome_unknown'])
  await form.fillCard(sample)
})

test('a submit is unknown if a busy page removes the form before the SDK learns that it was sent', async ({
  page,
  stack,
  browserName,
}) => {
  test.skip(
    browserName === 'firefox',
    'Without Fission the form shares the page’s thread, and sends nothing.',
  )
  const form = await openMounted(page, stack)
  await form.waitReady()
  await form.fillCard(sample)
  const before = stack.received.length
  stack.show({
    html: '',
    script: '',
    headers: {},
    answer(_request, response) {
      const hasArrived = expect.poll(() => stack.received.length - before).toBe(1)
      void hasArrived.finally(() => response.end())
    },
  })
  // The page is busy until the gateway has the card: this request blocks its thread, so that no message arrives.
  await run(
    page,
    `new Promise((done) => {
      submitted()
      setTimeout(() => {
        const request = new XMLHttpRequest()
        request.open('GET', '/received', false)
        request.send()
        capture.unmount()
        done()
      })
    })`,
  )
  expect(stack.received.length - before).toBe(1)
  expect(await outcomes(page)).toEqual(['outcome_unknown'])
  await run(page, `capture.mount('#capture')`)
  await expect.poll(() => events(page)).toContain('token')
})

test('one submit is reported as unknown once, however often its form is lost', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const release = await submitHeld(page, stack, form)
  let isVerifying = true
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch()
    const { tokenized, ...session } = (await response.json()) as { tokenized?: object }
    const json = isVerifying ? { ...session, processing: true } : { ...session, tokenized }
    await route.fulfill({ response, json })
  })
  for (const count of [2, 3, 4]) {
    await run(page, `document.querySelector('iframe').remove()`)
    await expectReady(page, count)
    await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'submitting')
  }
  const again = run(
    page,
    `capture.submit().then(({ customer_account_token }) => typeof customer_account_token)`,
  )
  release()
  isVerifying = false
  expect(await again).toBe('string')
  expect(await events(page)).toEqual(['ready', 'error outcome_unknown', 'ready', 'ready', 'ready', 'token'])
  expect(await outcomes(page)).toEqual(['outcome_unknown'])
})
