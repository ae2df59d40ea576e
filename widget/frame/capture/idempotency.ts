import type { CaptureContent } from '../form/values.js'

type HeldKey = {
  key: string
  /** Drops the key, so that the next submit of the same content gets a new one. */
  discard: () => void
}

/**
 * Returns the same Idempotency-Key for the same content until the key is discarded. The CVV is not part of the content,
 * as in the server. Instead of the content, it keeps an HMAC, whose secret scripts can't export and which ends with the
 * page. Neither the HMAC nor the random Idempotency-Key reveals the card.
 */
export function createIdempotencyKeys(): (content: CaptureContent) => Promise<HeldKey> {
  const secret = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const keys = new Map<string, string>()

  async function hash(content: CaptureContent): Promise<string> {
    const text = new TextEncoder().encode(JSON.stringify({ ...content, cvv: undefined }))
    return new Uint8Array(await crypto.subtle.sign('HMAC', await secret, text)).join()
  }

  return async (content) => {
    const name = await hash(content)
    const key = keys.get(name) ?? crypto.randomUUID()
    keys.set(name, key)
    return { key, discard: () => void keys.delete(name) }
  }
}
