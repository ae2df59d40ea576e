/** Starts to listen; an error names the setting to change. */
import type { Server } from 'node:http'

type Address = { port: number; host: string; portSetting: 'PORT' | 'METRICS_PORT' }

const messages: Record<string, (address: Address) => string> = {
  EADDRINUSE: ({ port, portSetting }) => `Port ${port} is in use: set ${portSetting} to another.`,
  EACCES: ({ port, portSetting }) =>
    `Port ${port} needs privileges: set ${portSetting} to a port above 1023.`,
}

/** Resolves once the server listens; rejects with a message of one line. */
export function listen(server: Server, address: Address): Promise<void> {
  const { port, host, portSetting } = address
  return new Promise((resolve, reject) => {
    const onError = ({ code = '' }: NodeJS.ErrnoException) => {
      const message =
        messages[code]?.(address) ??
        `${portSetting.replace('PORT', 'HOST')} cannot be listened on (${code}): set it to an address of this machine.`
      reject(new Error(message))
    }
    server.once('error', onError)
    server.listen(port, host, () => {
      server.off('error', onError)
      resolve()
    })
  })
}
