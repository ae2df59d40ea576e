/** The capture server inside another server. */
import type { App } from './app.js'
import { ConfigError, type Environment } from './config/environment.js'
import type { PeerAddress } from './http/clientAddress.js'
import { startHeaderCheck } from './http/headerCheck.js'
import { checkPeerAddress, findPeerAddressProblem } from './http/peerAddress.js'
import { createServer, readConfig } from './main.js'

export type EmbeddedServer = {
  /** The capture server's routes. `app.fetch` fits any server of web-standard requests. */
  app: App
  /** Finishes the captures in flight and closes everything. False if one did not end in time. */
  stop: () => Promise<boolean>
}

export type EmbeddingOptions = {
  /**
   * Returns the address of the connection's other end, for the limits against card testing. The capture server can't
   * find it, because that depends on the host. Returns a string, not a Promise. `env` is the value that the host passes
   * to `app.fetch`. CAPTURE_TRUSTED_PROXIES counts proxies from this address on.
   */
  peerAddress: PeerAddress
}

/**
 * A capture server for embedding into another server, without a port of its own. `settings` are those that `serve`
 * reads from the environment. `CAPTURE_PUBLIC_URL` is the URL of the app for browsers, including the path of its
 * route. Throws ConfigError.
 */
export async function createApp(settings: Environment, options: EmbeddingOptions): Promise<EmbeddedServer> {
  // JavaScript code may omit the options, so that `peerAddress` is undefined.
  const { peerAddress } = { ...options }
  const problem = findPeerAddressProblem(peerAddress)
  if (problem !== undefined) throw new ConfigError([problem])
  const server = await createServer(settings, readConfig, {
    peerAddress: checkPeerAddress(peerAddress),
    isEmbedded: true,
  })
  const { app, finish, close } = server
  const stopHeaderCheck = startHeaderCheck(server)
  return {
    app,
    async stop() {
      stopHeaderCheck()
      const finished = await finish()
      await close()
      return finished
    },
  }
}
