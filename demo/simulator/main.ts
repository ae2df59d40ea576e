/** The executable: starts a simulator with the settings of the environment. */
import type { AddressInfo } from 'node:net'
import { parseSettings, SettingsError, type Settings } from './config.js'
import { createSimulator } from './gateway.js'

function start({ host, port, options }: Settings): void {
  const server = createSimulator({ ...options, now: Date.now })
  server.once('error', (error: NodeJS.ErrnoException) => {
    const problem = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${error.code ?? ''})`
    end(1, `simulator: port ${port} of ${host} ${problem}: set SIMULATOR_PORT or HOST`)
  })
  server.listen(port, host, () => {
    const name = host.includes(':') ? `[${host}]` : host
    const url = `http://${name}:${(server.address() as AddressInfo).port}`
    process.stdout.write(`simulator: listening on ${url}\n`)
    process.stdout.write(`simulator: test cards and what each answers: ${url}/scenarios\n`)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
  }
}

function end(exitCode: number, line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = exitCode
}

try {
  start(parseSettings(process.env))
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  end(2, `simulator: ${error.message}`)
}
