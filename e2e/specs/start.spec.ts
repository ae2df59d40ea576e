import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { freePorts } from '../harness/stack.js'

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))

async function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], { env })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout, stderr: stderr.trim().split('\n') }
}

test('serve without settings says what is missing, a line each', async () => {
  const { code, stderr } = await run(['serve'])
  expect(code).toBe(2)
  expect(stderr).toHaveLength(7)
  for (const line of stderr) expect(line).toMatch(/^[A-Z_]+ is missing\. /)
})

test('an unknown command is told in one line', async () => {
  const { code, stderr } = await run(['surve'])
  expect(code).toBe(2)
  expect(stderr).toEqual(['There is no command surve: see ingo-capture --help'])
})

test('keygen makes keys that serve accepts, and a port in use is told', async () => {
  const { stdout } = await run(['keygen'])
  const keys = Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  ) as Record<string, string>
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { code, stderr } = await run(['serve'], {
    ...keys,
    PORT: String(port),
    CAPTURE_STORE: ':memory:',
    CAPTURE_MERCHANT_ID: 'demo',
    CAPTURE_ORIGINS: 'https://shop.example',
    INGO_USERNAME: 'u',
    INGO_SECRET: 's',
    INGO_PARTICIPANT_ID: '1',
  })
  expect({ code, stderr }).toEqual({ code: 1, stderr: [`Port ${port} is in use: set PORT to another.`] })
  taken.close()
})

test('demo runs simulator, capture server and shop, and stops them', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'ingo-capture-'))
  const [capture, shop, simulator] = (await freePorts(3)).map(String)
  const env = { CAPTURE_PORT: capture, SHOP_PORT: shop, SIMULATOR_PORT: simulator }
  const demo = spawn(process.execPath, [cli, 'demo'], { env, cwd: folder })
  let said = ''
  demo.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await expect.poll(() => said).toContain(`The shop is at http://localhost:${shop ?? ''}`)
  await page.goto(`http://localhost:${shop ?? ''}`)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  // First the browser: Chromium hangs in disposing of a context whose servers have gone.
  await page.context().close()
  demo.kill('SIGTERM')
  expect((await once(demo, 'exit'))[0]).toBe(0)
  await expect(fetch(`http://127.0.0.1:${capture ?? ''}/healthz`)).rejects.toThrow()
  await rm(folder, { recursive: true })
})
