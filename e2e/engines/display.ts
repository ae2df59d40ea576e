/** A virtual display for a browser that needs one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** `name` is the value of DISPLAY. */
type Display = { name: string; stop: () => Promise<void> }

/** Starts Xvfb, which picks a free display number. */
export async function startDisplay(): Promise<Display> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = (await Promise.race([once(screen.stdio[3] as never, 'data'), once(screen, 'error')])) as [
    unknown,
  ]
  if (!Buffer.isBuffer(number)) throw new Error('Xvfb did not start', { cause: number })
  return {
    name: `:${number.toString().trim()}`,
    async stop() {
      screen.kill('SIGTERM')
      await once(screen, 'exit')
    },
  }
}
