/** The published entry `ingo-capture/server`. */
export { ConfigError, type Environment } from './config/environment.js'
export { createApp, type EmbeddedServer, type EmbeddingOptions } from './embed.js'
export {
  CaptureServerError,
  createSession,
  createVerification,
  expiresSoon,
  retrieveSession,
  type CaptureServer,
} from './client.js'
export type {
  CreatedSession,
  RetrievedSession,
  SessionInput,
  BackendAnswer,
} from '../contract/sessionRequest.js'
export { cardValidationProviders, nameMatchResults, nameMatchStatuses } from '../contract/cardValidation.js'
export type { VerificationInput } from '../contract/verification.js'
