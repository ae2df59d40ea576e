import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { findFreePorts } from '../../../server/testing/freePorts.case.js'

const cli = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

async function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], { env })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, stdout, stderr: stderr.trim().split('\n') }
}

test('serve without settings lists each missing setting on a line', async () => {
  const { code, stderr } = await run(['serve'])
  expect(code).toBe(2)
  expect(stderr).toHaveLength(7)
  for (const line of stderr) expect(line).toMatch(/^[A-Z_]+ is missing\. /)
})

test('rejects an unknown command in one line', async () => {
  const { code, stderr } = await run(['surve'])
  expect(code).toBe(2)
  expect(stderr).toEqual([
    expect.stringMatching(/^The command is unknown\. Is serve meant\? Expected one of serve, /),
  ])
})

test('keygen creates keys that serve accepts; serve reports a port in use', async () => {
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

test('demo starts and stops simulator, capture server and shop', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'ingo-capture-'))
  const [capture, shop, simulator] = (await findFreePorts(3)).map(String)
  const env = { CAPTURE_PORT: capture, SHOP_PORT: shop, SIMULATOR_PORT: simulator }
  const demo = spawn(process.execPath, [cli, 'demo'], { env, cwd: folder })
  let output = ''
  demo.stdout.on('data', (text: Buffer) => (output += text.toString()))
  // Four processes start, each of which takes seconds on a busy machine.
  const shopAddress = `The shop is at http://localhost:${shop ?? ''}`
  await expect.poll(() => output, { timeout: 90_000 }).toContain(shopAddress)
  // A line for the step and its time, then what to type. The processes print no lines of their own.
  expect(output).toMatch(/^Start .+ … \d+ s\n\nThe shop is at [^]+4111 1111 1111 1111[^]+Alex Rivera\n/)
  expect(output).toContain('dist/server/cli.js webhooks listen')
  await page.goto(`http://localhost:${shop ?? ''}`)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  // Close the browser first: Chromium hangs when it closes a context whose servers have stopped.
  await page.context().close()
  demo.kill('SIGTERM')
  expect((await once(demo, 'exit'))[0]).toBe(0)
  await expect(fetch(`http://127.0.0.1:${capture ?? ''}/healthz`)).rejects.toThrow()
  await rm(folder, { recursive: true })
})
