/** The executable: starts the shop with the settings of the environment. */
import { serve } from '@hono/node-server'
import { createApp } from './app.js'
import { ConfigError, parseConfig, type Config } from './config.js'

start(configOrExit())

function configOrExit(): Config {
  try {
    return parseConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    fail(2, error.message)
  }
}

function start(config: Config): void {
  const { fetch } = createApp(config)
  const server = serve({ fetch, port: config.port, hostname: config.host }, () => {
    process.stdout.write(`shop: ${config.origin}\n`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE'
    fail(1, taken ? `SHOP_PORT: ${config.host}:${config.port} is in use` : error.message)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
    })
  }
}

function fail(code: 1 | 2, message: string): never {
  process.stderr.write(message.replace(/^/gm, 'shop: ') + '\n')
  process.exit(code)
}
