/** The published entry `ingo-capture/server`. */
export { CaptureServerError, createSession, retrieveSession, type CaptureServer } from './backend.js'
export type { CreatedSession, RetrievedSession, SessionInput } from '../contract/session.js'
