/** examples/backend/server.js, which the framework guides use. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')
const source = readFileSync(join(root, 'examples/backend/server.js'), 'utf8')

/** Starts the example. As an evaluated module in the root it finds this package by name, and Express. */
function startExample(port: number) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text: Buffer) => (output[name] += text.toString()))
  return { child, output }
}

it('fails and does not say that the page is up if its port is in use', { timeout: 20_000 }, async () => {
  const other = createServer().listen(0, 'localhost')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { child, output } = startExample((other.address() as AddressInfo).port)
  expect(await once(child, 'close')).toEqual([1, null])
  expect(output.stdout).toBe('')
  expect(output.stderr).toContain('EADDRINUSE')
})

it('says where the page is', { timeout: 20_000 }, async () => {
  const { output } = startExample(0)
  await expect.poll(() => output.stdout, { timeout: 15_000 }).toBe('The page is at http://localhost:0\n')
  expect(output.stderr).toBe('')
})
