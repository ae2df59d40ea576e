/** Listening, and why it can't be done: a line that names the setting to mend. */
import type { Server } from 'node:http'

type Address = { port: number; host: string; portIs: 'PORT' | 'METRICS_PORT' }

const reasons: Record<string, (address: Address) => string> = {
  EADDRINUSE: ({ port, portIs }) => `Port ${port} is in use: set ${portIs} to another.`,
  EACCES: ({ port, portIs }) => `Port ${port} is not for this user: set ${portIs} to one above 1023.`,
}

/** Resolves once it listens; rejects with one line. */
export function listen(server: Server, address: Address): Promise<void> {
  const { port, host } = address
  return new Promise((resolve, reject) => {
    const refuse = ({ code = '' }: NodeJS.ErrnoException) => {
      const why =
        reasons[code]?.(address) ??
        `HOST cannot be listened on (${code}): set it to an address of this machine.`
      reject(new Error(why))
    }
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      resolve()
    })
  })
}
