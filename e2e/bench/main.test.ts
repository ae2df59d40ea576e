/** The bench's command: its output, its errors, and its cleanup. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const main = join(import.meta.dirname, '../../dist/e2e/bench/main.js')

function start(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  const child = spawn(process.execPath, [main, ...args], { cwd: folder })
  onTestFinished(() => {
    // The child ends before its folder is removed. In a folder that is gone, Node's mkdir would never return.
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  return { folder, child }
}

async function bench(...args: string[]) {
  const { folder, child } = start(...args)
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text: Buffer) => (output[name] += text.toString()))
  }
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output, folder }
}

// This part builds the frame to measure its packages, which takes a minute on a busy machine.
it(
  'prints the table of one part to stdout, progress to stderr, and writes the rows as JSON',
  { timeout: 180_000 },
  async () => {
    const { code, stdout, stderr, folder } = await bench('--only', 'bytes')
    expect(code).toBe(0)
    expect(stdout, stderr).toMatch(
      /^bytes +median +min – max +target +met\nhost page: the script +[\d.]+ kB gzip +≤ 9\.50/,
    )
    expect(stderr).toContain(`Node ${process.versions.node}`)
    expect(stderr).toContain('bytes …')
    const rows = JSON.parse(readFileSync(join(folder, 'dist/bench/rows.json'), 'utf8')) as unknown[]
    expect(rows).toContainEqual({
      part: 'bytes',
      name: 'frame: its document',
      unit: 'kB gzip',
      target: { atMost: 14 },
      median: expect.any(Number) as number,
      min: expect.any(Number) as number,
      max: expect.any(Number) as number,
    })
  },
)

it('rejects an unknown part and lists the known ones', async () => {
  const { code, stdout, stderr } = await bench('--only', 'bytes,speed')
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toBe(
    '--only: there is no speed: bytes, arrival, typing, allocation, proxy, memory, growth, start, imports\n',
  )
})

it('prints its options for --help, and measures nothing', async () => {
  const { code, stdout, stderr, folder } = await bench('--help')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('--only <part>[,<part>]')
  expect(existsSync(join(folder, 'dist'))).toBe(false)
})

it('rejects an unknown option in one line', async () => {
  const { code, stdout, stderr } = await bench('--speed')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe("bench: Unknown option '--speed'. See npm run bench -- --help\n")
})

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

it.skipIf(process.platform !== 'linux')('ends its child processes when it is terminated', async () => {
  const { child } = start('--only', 'memory')
  const file = `/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`
  const started = () => read(file).split(' ').filter(Boolean)
  // The gateway, the raw forwarder and the server.
  await expect.poll(() => started().length, { timeout: 20_000 }).toBe(3)
  const pids = started()
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([143, null])
  // An ended process may stay a zombie for a moment.
  const running = () => pids.filter((pid) => /\) [^ZX]/.test(read(`/proc/${pid}/stat`)))
  await expect.poll(running).toEqual([])
})
