/** What the gateway and the limits need to know of a merchant. They take this shape and know no configuration. */
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
    /** Undefined: every status means what the table of outcomes says. */
    outcomes?: OutcomeMap
    /** Undefined: unlimited. */
    rate?: Rate
  }
}

/**
 * Names the merchant's account with Ingo, which several merchants may share: Ingo knows a participant_unique_id1 by the
 * account. A digest, so that the store holds neither the username nor the participant's number.
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
