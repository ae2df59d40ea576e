import type { CaptureContent } from '../form/values.js'

type HeldKey = {
  key: string
  /** Makes the next submit of the same content use another key. */
  discard: () => void
}

/**
 * Returns the same Idempotency-Key for the same content until the key is discarded. The CVV is no part of the content,
 * here as in the server. It remembers only an HMAC of the content under a key that scripts can't export and that ends
 * with the page: neither it nor the random key reveals the card.
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
