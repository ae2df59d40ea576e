/** Starts the bench's processes and stops them together. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder, removeFolder, startChild } from '../cleanup.js'

type Environment = Record<string, string>

export type Launcher = {
  /** The folder for the processes' files. `stop` removes it. */
  folder: string
  /** Starts a command; resolves when it listens on the port. */
  start: (command: string, args: string[], port: number, env?: Environment) => Promise<ChildProcess>
  /** Starts a script, whose path is relative to this file, with Node and its `options`. */
  startScript: (
    file: string,
    args: string[],
    port: number,
    env?: Environment,
    options?: string[],
  ) => Promise<ChildProcess>
  stop: () => Promise<void>
}

/** Creates a launcher with an empty folder. With `countsAllocation` each script has a channel for countAllocation.ts. */
export function createLauncher(countsAllocation = false): Launcher {
  const folder = makeFolder()
  const log = openSync(join(folder, 'log'), 'a')
  const children: ChildProcess[] = []
  const start: Launcher['start'] = async (command, args, port, env = {}) => {
    const child = startChild(command, args, {
      stdio: ['ignore', log, 'inherit', ...(countsAllocation ? (['ipc'] as const) : [])],
      env: { PATH: process.env.PATH, ...env },
    })
    children.push(child)
    child.unref()
    await waitUntilListening(port, child)
    return child
  }
  const counter = new URL('./countAllocation.js', import.meta.url).href
  const preload = countsAllocation ? ['--import', counter] : []
  return {
    folder,
    start,
    startScript: (file, args, port, env, options = []) =>
      start(
        process.execPath,
        [...options, ...preload, fileURLToPath(new URL(file, import.meta.url)), ...args],
        port,
        env,
      ),
    async stop() {
      await Promise.all(children.map(killChild))
      removeFolder(folder)
    },
  }
}

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function waitUntilListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('A process of the bench has ended.')
}
