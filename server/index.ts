/** The published entry `ingo-capture/server`. */
export { ConfigError, type Environment } from './config.js'
export { createApp, type EmbeddedServer } from './embed.js'
export { CaptureServerError, createSession, retrieveSession, type CaptureServer } from './backend.js'
export type { CreatedSession, RetrievedSession, SessionInput } from '../contract/session.js'
