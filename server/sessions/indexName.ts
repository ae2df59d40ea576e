/** Names by which the store finds a session. */
import { hash } from 'node:crypto'

export const indexKinds = ['participant_unique_id1', 'participant_unique_id2', 'reference'] as const
export type IndexKind = (typeof indexKinds)[number]

/** The first characters of a request's id, as the form shows them to the cardholder. */
const REFERENCE_LENGTH = 8

/** The name in the store's index: a hash, because values may be long, and a token must not be readable there. */
export function indexName(kind: IndexKind | 'token', value: string): string {
  return hash('sha256', `${kind} ${value}`, 'base64url')
}

/** The name of the capture that a request runs. */
export function referenceName(requestId: string): string {
  return indexName('reference', requestId.slice(0, REFERENCE_LENGTH))
}
