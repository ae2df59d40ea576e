/** Scripts of the page that change the elements around the form, or its frame, for reasons of their own. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost, recordedEvents } from '../../harness/hostPage.js'
import {
  events,
  expectReady,
  expectTokenFound,
  expectWorks,
  openMounted,
  outcomes,
  run,
  submitHeld,
} from '../../harness/lostForm.js'

/** Makes every frame lazy, and gives it its address once it is in view. */
const LAZY = `
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting && !window.isStuck) target.src = target.dataset.src
  })
  new MutationObserver(() => {
    for (const frame of document.querySelectorAll('iframe:not([loading=lazy])')) {
      frame.loading = 'lazy'
      frame.dataset.src = frame.src
      frame.removeAttribute('src')
      seen.observe(frame)
    }
  }).observe(document, { childList: true, subtree: true })`

for (const isStuck of [false, true]) {
  test(`a form below the window whose frame a script makes lazy ${isStuck ? 'and never loads fails with frame_blocked' : 'loads in view'}`, async ({
    page,
    stack,
    browserName,
    expectedErrors,
  }) => {
    test.skip(browserName === 'firefox', 'it loads a frame although its address is taken away')
    // Chromium's warning about a blank document in a sandboxed frame.
    expectedErrors.push(/allow-scripts and allow-same-origin/, /frame_blocked/)
    await page.clock.install()
    // The browser may have asked for the document before the script takes the address away. An answer that
    // came sooner would show the form.
    await page.route('**/frame/*', (route) => route.abort('aborted'))
    const url = JSON.stringify(await newSession(stack))
    await openHost(page, stack, {
      body: '<div id="above" style="height: 9000px"></div><div id="capture"></div>',
      script: `window.isStuck = ${isStuck}; ${LAZY}
        listen(window.capture = IngoCapture.create({ url: ${url} })).mount('#capture')`,
    })
    await expect(page.locator('iframe')).toHaveAttribute('data-src', /nonce/)
    // The SDK looks every 30 s, with or without 5 s for a blank document before. So it looks again 20 s after this.
    for (let count = 0; count < 4; count++) await page.clock.runFor(25_000)
    expect(await recordedEvents(page)).toEqual([])
    await page.unroute('**/frame/*')
    await page.locator('#capture').scrollIntoViewIfNeeded()
    if (isStuck) {
      await page.clock.runFor(31_000)
      const message = 'The form did not load: remove loading="lazy".'
      await expect
        .poll(() => recordedEvents(page))
        .toEqual([{ name: 'loaderror', code: 'frame_blocked', message }])
    } else {
      await captureFrame(page).waitReady()
      expect(await events(page)).toEqual(['ready'])
    }
  })
}

test('a submit in flight is unknown after the host is moved repeatedly and removed, and its token arrives', async ({
  page,
  stack,
}) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const release = await submitHeld(page, stack, form)
  // On a busy machine a new form may be ready before the next move, if its session opens.
  await page.route('**/v1/session', () => undefined)
  await run(
    page,
    `(async () => {
      window.host = document.querySelector('#capture')
      for (const place of ['#other', 'main', '#other']) {
        document.querySelector(place).append(host)
        await new Promise((done) => setTimeout(done, 50))
      }
      host.remove()
    })()`,
  )
  await expect.poll(() => events(page)).toEqual(['ready', 'error outcome_unknown', 'loaderror frame_lost'])
  await run(page, 'submitted()')
  await expect.poll(() => outcomes(page)).toEqual(['outcome_unknown', 'frame_lost'])
  await page.unroute('**/v1/session')
  await run(page, 'outcomes.pop(); document.body.append(host)')
  await expectTokenFound(page, stack, release)
})

test('restores the frame’s style and state if a script removes them', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const frame = page.locator('iframe')
  const width = (await frame.boundingBox())?.width
  await frame.evaluate((element) => {
    element.removeAttribute('style')
    element.parentElement?.removeAttribute('data-capture-state')
  })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await expect.poll(async () => (await frame.boundingBox())?.width).toBe(width)
  await expect(frame).toHaveCSS('border-width', '0px')
  await expectWorks(page, stack, form)
})

test('a form inside a shadow root reconnects there after the root is moved', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(
    page,
    `(() => {
      window.outer = document.body.appendChild(document.createElement('section'))
      outer.attachShadow({ mode: 'open' }).append(document.querySelector('#capture'))
    })()`,
  )
  await expectReady(page, 2)
  await run(page, `document.querySelector('#other').append(outer)`)
  await expectReady(page, 3)
  await expectWorks(page, stack, form)
})

test('a copy of the host next to a form accepts no card, and the form still works', async ({
  page,
  stack,
}) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(
    page,
    `(() => {
      const copy = document.querySelector('#capture').cloneNode(true)
      copy.id = 'copy'
      document.querySelector('#other').append(copy)
    })()`,
  )
  const copy = page.frameLocator('#copy iframe')
  await copy.getByRole('textbox').first().fill('4111')
  await expect(copy.getByText('The form couldn’t load')).toBeVisible({ timeout: 20_000 })
  await expect(copy.getByRole('textbox')).toHaveCount(0)
  await run(page, `document.querySelector('#copy').remove()`)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await events(page)).toEqual(['ready', 'token'])
})
