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
   * The address of the connection's other end, for the limits against card testing. The server can't find it: every
   * host has its own way. It returns a string, not a Promise. `env` is what the host gave to `app.fetch`. CAPTURE_TRUSTED_PROXIES counts from there.
   */
  peerAddress: PeerAddress
}

/**
 * A capture server for embedding into another server, without a port of its own. It takes the settings that `serve`
 * takes from the environment. `CAPTURE_PUBLIC_URL` is where browsers find it, with the path if it is routed under
 * one. Throws ConfigError.
 */
export async function createApp(settings: Environment, options: EmbeddingOptions): Promise<EmbeddedServer> {
  // JavaScript can leave the options out. Without an address every client would share one limit.
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
