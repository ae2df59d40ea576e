/** The sealed values of a record: the results, the hashes of their contents, and the gateway's responses. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { WebhookData } from '../../contract/webhook.js'
import type { Answer, SessionDetails } from './record.js'
import type { Sealer } from './seal.js'
import type { LeaseHolder } from './store.js'

type SealedAnswer = Pick<Answer, 'result' | 'summary' | 'gateway'>
type SessionName = Pick<LeaseHolder, 'merchant' | 'id'>

export function sealAnswer({ seal }: Sealer, { merchant, id, key }: LeaseHolder, answer: Answer): string {
  const { result, summary, gateway } = answer
  return seal({ result, summary, gateway } satisfies SealedAnswer, merchant, id, 'answer', key)
}

/** Throws MissingSealingKeyError. */
export function openAnswer(
  { open }: Sealer,
  { merchant, id, key }: LeaseHolder,
  sealed: string,
): SealedAnswer {
  return open(sealed, merchant, id, 'answer', key) as SealedAnswer
}

export function sealGateway(
  { seal }: Sealer,
  { merchant, id }: SessionName,
  gateway: GatewayResponse,
): string {
  return seal(gateway, merchant, id, 'gateway')
}

/** Throws MissingSealingKeyError. */
export function openGateway(
  { open }: Sealer,
  { merchant, id }: SessionName,
  sealed: string,
): GatewayResponse {
  return open(sealed, merchant, id, 'gateway') as GatewayResponse
}

export function sealDetails(
  { seal }: Sealer,
  { merchant, id }: SessionName,
  details: SessionDetails,
): string {
  return seal(details, merchant, id, 'details')
}

/** Throws MissingSealingKeyError. */
export function openDetails({ open }: Sealer, { merchant, id }: SessionName, sealed: string): SessionDetails {
  return open(sealed, merchant, id, 'details') as SessionDetails
}

/** Seals an event, because it may have the session's token. */
export function sealEvent(
  { seal }: Sealer,
  { merchant, id }: SessionName,
  event: string,
  data: WebhookData,
): string {
  return seal(data, merchant, id, 'event', event)
}

/** Throws MissingSealingKeyError. */
export function openEvent(
  { open }: Sealer,
  { merchant, id }: SessionName,
  event: string,
  sealed: string,
): WebhookData {
  return open(sealed, merchant, id, 'event', event) as WebhookData
}

/** Seals the hash of a session's create request. */
export function sealCreation({ seal }: Sealer, merchant: string, key: string, content: string): string {
  return seal(content, merchant, 'creation', key)
}

/** Throws MissingSealingKeyError. */
export function openCreation({ open }: Sealer, merchant: string, key: string, sealed: string): string {
  return open(sealed, merchant, 'creation', key) as string
}
