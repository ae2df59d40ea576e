/** A capture server inside somebody else's: its Hono app, without a port of its own. */
import type { Hono } from 'hono'
import type { Environment } from './config/config.js'
import { assemble } from './main.js'
import type { Variables } from './http/authenticate.js'

export type EmbeddedServer = {
  /** Routes of the capture server; `app.fetch` is what any server of web requests takes. */
  app: Hono<{ Variables: Variables }>
  /** Finishes what is under way and lets everything go; false when something was not finished in time. */
  stop: () => Promise<boolean>
}

/**
 * Puts a capture server together by the same settings that `serve` takes from the environment;
 * `CAPTURE_PUBLIC_URL` is where browsers find it, with its path if it is routed under one. Throws ConfigError.
 */
export async function createApp(settings: Environment): Promise<EmbeddedServer> {
  const { app, finish, close } = await assemble(settings)
  return {
    app,
    async stop() {
      const finished = await finish()
      await close()
      return finished
    },
  }
}
