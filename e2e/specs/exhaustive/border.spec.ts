import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { captureFrame } from 'ingo-capture/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'
import type { Stack } from '../../harness/stack.js'

test('blocks the form in a page of another origin', async ({ page, stack, expectedErrors }) => {
  expectedErrors.push(/frame-ancestors/)
  const session = await page.request.post(`${stack.shop}/api/session`)
  const { url } = (await session.json()) as { url: string }
  const hostile = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end(`<div id="capture"></div><script src="${stack.capture}/sdk/v1/ingo-capture.js"></script>`)
  }).listen(0)
  const { port } = hostile.address() as AddressInfo
  await page.goto(`http://localhost:${port}`)
  const error = await page.evaluate((sessionUrl) => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    const capture = IngoCapture.create({ url: sessionUrl })
    const failed = new Promise<{ code: string; message: string }>((resolve) => {
      capture.on('loaderror', ({ code, message }) => {
        resolve({ code, message })
      })
    })
    capture.mount('#capture')
    return failed
  }, url)
  expect(error.code).toBe('frame_blocked')
  expect(error.message).toContain(`CAPTURE_ORIGINS includes http://localhost:${port}`)
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  await expect(page.locator('#capture').getByRole('alert')).toHaveText(/couldn’t load/)
  await expect(captureFrame(page, '#capture').field('account')).toHaveCount(0)
  await new Promise((done) => hostile.close(done))
})

/**
 * Mounts a form in a page that another page has in a frame with these attributes. Resolves to the
 * message of the loaderror.
 */
async function failureInFrame(page: Page, stack: Stack, parent: string, attributes: string): Promise<string> {
  await page.goto(parent)
  await page.setContent(`<iframe ${attributes}></iframe>`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('The page has no frame.')
  await frame.waitForFunction(() => 'IngoCapture' in window)
  return frame.evaluate(
    async (url) => {
      const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
      const capture = IngoCapture.create({ url })
      const failed = new Promise<string>((resolve) => {
        capture.on('loaderror', ({ message }) => {
          resolve(message)
        })
      })
      capture.mount('#capture')
      return failed
    },
    await newSession(stack),
  )
}

test('names the page that frames the shop', async ({ page, stack, expectedErrors }) => {
  expectedErrors.push(/frame-ancestors/)
  await openHost(page, stack, {})
  const parent = stack.host.replace('localhost', '127.0.0.1')
  const message = await failureInFrame(page, stack, parent, `src="${stack.host}"`)
  expect(message).toContain(`CAPTURE_ORIGINS includes ${stack.host} and the origin of each page`)
  expect(message).toContain(`frames this page: ${parent}`)
})

test('names the sandbox of the shop', async ({ page, stack, expectedErrors }) => {
  expectedErrors.push(/frame-ancestors/)
  await openHost(page, stack, {})
  const attributes = `sandbox="allow-scripts" src="${stack.host}"`
  const message = await failureInFrame(page, stack, stack.host, attributes)
  expect(message).toContain('the sandbox of this page has allow-same-origin')
})

test('shows an error for a session that the server has not sealed', async ({ page, stack }) => {
  await page.route('**/api/session?*', async (route) => {
    const body = (await (await route.fetch()).json()) as { id: string; url: string }
    const [url] = body.url.split('#')
    await route.fulfill({ status: 201, json: { ...body, url: `${url ?? ''}#not.a.sealed.session.x` } })
  })
  await page.goto(stack.shop)
  const host = page.locator('[data-capture-state]')
  await expect(host).toHaveAttribute('data-capture-state', 'failed')
  await expect(host.frameLocator('iframe').locator('body')).toContainText(/session|reload|again/i)
})

test('requests only the two origins and sets no cookie', async ({ checkout, stack, context }) => {
  const { page } = checkout
  const origins = await page.evaluate(() => [
    ...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)),
  ])
  expect(origins.sort()).toEqual([stack.capture, stack.shop].sort())
  expect(await context.cookies()).toEqual([])
})
