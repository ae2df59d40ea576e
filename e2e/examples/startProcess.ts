/** Starts the servers of the examples. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const STARTED_MS = 60_000

/** Runs a command, and resolves once `url` responds. Resolves to a function that ends the command and its children. */
export async function startProcess(
  [command = '', ...args]: string[],
  { url, ...options }: { url: string; cwd?: string; env: Record<string, string> },
): Promise<() => Promise<void>> {
  // The command has its own process group, because npm does not pass every signal on to its children.
  const child = spawn(command, args, {
    ...options,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const deadline = Date.now() + STARTED_MS
  while (!(await fetch(url).catch(() => undefined))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${command} ${args.join(' ')}: not started`)
    await new Promise((done) => setTimeout(done, 100))
  }
  return async () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    process.kill(-child.pid, 'SIGTERM')
    await exited
  }
}
