/** The part of a merchant that the gateway and the limits need, so that they don't depend on the configuration. */
import { createHash } from 'node:crypto'
import type { Rate } from '../limits/rateLimiter.js'
import type { OutcomeMap } from './outcomes.js'
import type { Credentials } from './sign.js'

export type GatewayAccount = {
  /** The merchant's id, for metrics and logs. */
  id: string
  ingo: {
    /** Base URL, without a slash at the end. */
    url: string
    /** Base URL of the open banking preview. Undefined: the preview is off. */
    openBankingUrl?: string
    /** URL of the CONNECT proxy to both, with its user and password. Undefined: the gateway is called directly. */
    proxy?: string
    participantId: number
    credentials: Credentials
    /** Time limit of one call. */
    timeoutMs: number
    /** Undefined: every status has the meaning in the table of `outcomes.ts`. */
    outcomes?: OutcomeMap
    /** Undefined: unlimited. */
    rate?: Rate
  }
}

/**
 * Names the merchant's account with Ingo, within which a participant_unique_id1 is unique. Several merchants may share
 * an account. The name is a digest, so that the store contains neither the username nor the participant's number.
 */
export function ingoAccountName({ ingo }: GatewayAccount): string {
  const name = names.get(ingo) ?? digestName(ingo)
  names.set(ingo, name)
  return name
}

const names = new WeakMap<GatewayAccount['ingo'], string>()

function digestName({ url, credentials, participantId }: GatewayAccount['ingo']): string {
  return createHash('sha256')
    .update(JSON.stringify([url, credentials.username, participantId]))
    .digest('base64url')
}
