import type { CaptureRequest } from './captureRequest.js'

/** Hashes that recognize a repeat of the same content. */
export type ContentHashes = {
  /** Used while the outcome is unknown. Deleted once it is known, because it depends on the whole card number. */
  fingerprint: string
  /** Used once the outcome is known. Of a card, it depends only on the last four digits and the expiration date. */
  summary: string
}

export function hashContent({ session, parsed }: Pick<CaptureRequest, 'session' | 'parsed'>): ContentHashes {
  return {
    fingerprint: session.fingerprint(parsed.content),
    summary: session.fingerprint(parsed.contentSummary),
  }
}
