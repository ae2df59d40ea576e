/** The browser features that the frame's document may use. Only Chromium reports them to a page. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'

type Policy = { featurePolicy: { allowedFeatures: () => string[]; features: () => string[] } }

test.skip(({ browserName }) => browserName !== 'chromium', 'no other engine has document.featurePolicy')

test('the frame may use no browser feature, whatever the host page’s iframe allows', async ({
  page,
  stack,
}) => {
  const url = JSON.stringify(await newSession(stack))
  await openHost(page, stack, { script: `listen(IngoCapture.create({ url: ${url} })).mount('#capture')` })
  await captureFrame(page).waitReady()
  const frame = page.frames().find((each) => each.url().includes('/frame/'))
  const known = await frame?.evaluate(() => (document as unknown as Policy).featurePolicy.features())
  const allowed = await frame?.evaluate(() => (document as unknown as Policy).featurePolicy.allowedFeatures())
  expect(known).toContain('camera')
  // If a new browser adds a feature, add it to server/http/disabledFeatures.ts. Client hints are request headers.
  expect(allowed?.filter((name) => !name.startsWith('ch-'))).toEqual(['aria-notify'])
})
