/** The published entry `ingo-capture/backend`: for the merchant's backend, on Node, Bun, Deno and edge runtimes. */
export { cancelSession, createSession, createVerification, listSessions, retrieveSession } from './client.js'
export type { CreationOptions, SessionFilter } from './client.js'
export { CaptureServerError } from './error.js'
export { verifyWebhook, WebhookVerificationError } from './webhooks.js'
export type { WebhookEvent, WebhookHeaders, WebhookRejection } from './webhooks.js'
export { expiresSoon } from './expiresSoon.js'
export type { CaptureServer } from './request.js'
export type {
  CreatedSession,
  RetrievedSession,
  SessionInput,
  SessionList,
  BackendAnswer,
} from '../contract/sessionRequest.js'
export {
  cardValidationProviders,
  nameMatchResults,
  nameMatchStatuses,
} from '../contract/cardValidationValues.js'
export type { VerificationInput } from '../contract/verification.js'
