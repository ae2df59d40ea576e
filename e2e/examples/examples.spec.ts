/** Each app of `examples/` is installed and built as its guide says, and its backend gets the token. */
import { expect, test } from '@playwright/test'
import { captureFrame } from 'ingo-capture/playwright'
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sample } from '../harness/fixtures.js'
import { findFreePorts } from '../../server/testing/freePorts.case.js'
import { INGO, SECRET_KEY } from '../harness/settings.js'
import { createWorkspace, installExample, type Workspace } from './packed.js'
import { startProcess } from './startProcess.js'

const SHARED = ['backend']
const examples = readdirSync(join(import.meta.dirname, '../../examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => name)

const stops: (() => Promise<void>)[] = []
let workspace: Workspace
let shop = { url: '', env: {} }

test.beforeAll(async () => {
  const [simulator = 0, capture = 0, port = 0] = await findFreePorts(3)
  const urls = { simulator: `http://127.0.0.1:${simulator}`, capture: `http://127.0.0.1:${capture}` }
  const url = `http://localhost:${port}`
  const env = {
    PORT: String(port),
    CAPTURE_URL: urls.capture,
    CAPTURE_SECRET_KEY: SECRET_KEY,
    SHOP_ORIGIN: url,
  }
  shop = { url, env }
  workspace = await createWorkspace()
  stops.push(workspace.remove)
  const ingo = {
    INGO_USERNAME: INGO.username,
    INGO_SECRET: INGO.secret,
    INGO_PARTICIPANT_ID: INGO.participantId,
  }
  const start = async (command: string, health: string, settings: Record<string, string>) => {
    const args = [process.execPath, workspace.cli, command]
    stops.unshift(await startProcess(args, { url: health, env: { ...ingo, ...settings } }))
  }
  await start('simulator', `${urls.simulator}/healthz`, { SIMULATOR_PORT: String(simulator) })
  await start('serve', `${urls.capture}/readyz`, {
    PORT: String(capture),
    CAPTURE_MERCHANT_ID: 'shop',
    CAPTURE_ORIGINS: url,
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_SEALING_KEYS: Buffer.alloc(32, 9).toString('base64'),
    CAPTURE_STORE: ':memory:',
    INGO_URL: urls.simulator,
    LOG_LEVEL: 'warn',
  })
  // This example has the server's address in its page's text.
  const page = join(workspace.path('html'), 'public/index.html')
  await writeFile(page, (await readFile(page, 'utf8')).replace('http://127.0.0.1:4180', urls.capture))
  await installExample(workspace, 'backend')
})

test.afterAll(async () => {
  for (const stop of stops) await stop()
})

for (const example of examples) {
  test(`${example}: the card is saved, and its session is shown again after a reload`, async ({ page }) => {
    await installExample(workspace, example)
    const options = { url: shop.url, env: shop.env, cwd: workspace.path(example) }
    const stop = await startProcess(['npm', 'start'], options)
    stops.unshift(stop)
    const messages: string[] = []
    page.on('console', (line) => {
      // The examples have no icon.
      const isIcon = line.location().url.endsWith('/favicon.ico')
      if (line.type() === 'error' && !isIcon) messages.push(line.text())
    })
    page.on('pageerror', (error) => messages.push(error.message))

    const form = captureFrame(page)
    await page.goto(shop.url)
    await form.waitReady()
    const session = await sessionOnPage()
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
    await expect(page.getByRole('status')).toHaveText('Your card is saved.')

    await page.reload()
    await expect(page.getByRole('status')).toHaveText('Your card is saved.')
    await form.expectState('tokenized')
    expect(await sessionOnPage()).toBe(session)
    expect(messages).toEqual([])

    // Next.js gets the session on the server, so no request of the page can be aborted.
    if (example !== 'nextjs') {
      await page.route('**/api/session', (route) => route.abort())
      await page.reload()
      await expect(page.getByRole('status')).toHaveText('The form is not available. Please reload the page.')
    }
    await stop()

    /** The form's address without its last part, which differs in each mount. The fragment contains the session. */
    async function sessionOnPage() {
      const address = await page.locator('iframe').getAttribute('src')
      return address?.split('&nonce=')[0]
    }
  })
}
