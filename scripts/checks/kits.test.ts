/** The kits of Playwright and Cypress, and the rehearsal, in a project without Playwright, Cypress or any other package. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const dist = join(import.meta.dirname, '../../dist')
let folder = ''

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kits-')))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  for (const room of ['e2e/kit', 'demo/simulator', 'server/cli/rehearse'])
    await cp(join(dist, room), join(folder, room), { recursive: true })
})

afterAll(() => rm(folder, { recursive: true }))

/** Runs a module in the folder; resolves to what it prints. */
async function runModule(text: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', text], { cwd: folder })
  return stdout.trim()
}

it('without Playwright: one sentence says what to install', async () => {
  const message = await runModule(
    `import('./e2e/kit/index.js').catch(({ message }) => { console.log(message) })`,
  )
  expect(message).toBe(
    'ingo-capture/playwright needs Playwright: install it with `npm install --save-dev @playwright/test`.',
  )
})

it('rehearse without Playwright: one sentence says what to install', async () => {
  const message = await runModule(
    `import { startBrowser } from './server/cli/rehearse/browser.js'
     startBrowser().catch(({ message }) => { console.log(message) })`,
  )
  expect(message).toBe(
    'Playwright is missing. Install it in your project: npm install --save-dev @playwright/test ingo-capture-server',
  )
})

it('the Cypress kit needs no package, and says that it needs Cypress when it is called', async () => {
  const message = await runModule(
    `import { accounts, captureFrame } from './e2e/kit/cypress/index.js'
     try { captureFrame() } catch ({ message }) { console.log(accounts.success, message) }`,
  )
  expect(message).toMatch(/^4111111111111111 ingo-capture\/cypress runs in a Cypress test: /)
})
