/** For tests: the built `serve` command as a real process. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { card as sample, environment } from './app.case.js'
import { findFreePort } from './freePorts.case.js'

const built = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))
export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
/** A card that expires in two years, because a real process uses the real time. */
export const card = { ...sample, expiration_date: `${(new Date().getUTCFullYear() + 2) % 100}12` }
/** Turns the limits off, because all requests of a test come from one address. */
export const unlimited = {
  CAPTURE_FAILED_PER_HOUR: '0',
  CAPTURE_FAILED_PER_DAY: '0',
  CAPTURE_ATTEMPTS_PER_MINUTE: '0',
  INGO_REQUESTS_PER_SECOND: '0',
}

/** The path of a new file that is removed after the test. */
export function temporaryStore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return join(folder, 'store.db')
}

export type Node = { url: string; child: ChildProcess; output: () => string }

/**
 * `blocks`: the largest file that the process may write, in blocks of 512 bytes. `cwd`: its working directory.
 * `log`: the file for its output. `cli`: the command of another build.
 */
type Place = { blocks?: number; cwd?: string; log?: string; cli?: string }

/** Spawns a process that may fail to start. */
export async function spawnNode(
  settings: Record<string, string>,
  { blocks, cwd, log, cli = built }: Place = {},
): Promise<Node> {
  const port = await findFreePort()
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks}; `
  const to = log === undefined ? '' : ` >${log}`
  const url = `http://127.0.0.1:${port}`
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"${to}`, process.execPath, cli, 'serve'], {
    env: { ...environment, ...settings, PORT: String(port), CAPTURE_PUBLIC_URL: url },
    cwd,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString()
    })
  }
  return { url, child, output: () => output }
}

/** Starts a process and waits until it is ready. */
export async function startNode(settings: Record<string, string>, place?: Place): Promise<Node> {
  const node = await spawnNode(settings, place)
  while (!(await isReady(node))) {
    if (node.child.exitCode !== null) throw new Error(`serve has ended: ${node.output()}`)
    await sleep(20)
  }
  return node
}

export function isReady({ url }: Node): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Sends a capture as the frame does. */
export function capture(url: string, sealed: string, key: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/v1/captures`, {
    method: 'POST',
    body: JSON.stringify(card),
    headers: {
      Authorization: `Bearer ${sealed}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    ...init,
  })
}

/** Closes the reading ends of the output, like a shell pipe into a command that has ended. */
export function closeLogReader({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy()
  stderr?.destroy()
}

/** Resolves to the exit code. */
export async function exitCode({ child }: Node): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
