import type { CaptureRequest } from './captureRequest.js'

/** What the same content is recognized by. */
export type ContentHashes = {
  /** While the outcome is unknown. Deleted as soon as it is known, because it depends on the whole card number. */
  fingerprint: string
  /** Afterwards. Depends on no more of a card than its last four digits and expiry. */
  summary: string
}

export function hashContent({ session, parsed }: Pick<CaptureRequest, 'session' | 'parsed'>): ContentHashes {
  return {
    fingerprint: session.fingerprint(parsed.content),
    summary: session.fingerprint(parsed.contentSummary),
  }
}
