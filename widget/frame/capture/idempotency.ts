/** An Idempotency-Key. `discard` makes the next submit of the same content use another one. */
type HeldKey = { key: string; discard: () => void }

/**
 * Returns the same Idempotency-Key for the same content until the key is discarded. It remembers only an HMAC of the
 * content under a key that scripts can't export and that ends with the page: neither it nor the random key reveals the
 * card.
 */
export function createIdempotencyKeys(): (content: string) => Promise<HeldKey> {
  const secret = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const keys = new Map<string, string>()
  return async (content) => {
    const digest = await crypto.subtle.sign('HMAC', await secret, new TextEncoder().encode(content))
    const name = new Uint8Array(digest).join()
    const key = keys.get(name) ?? crypto.randomUUID()
    keys.set(name, key)
    return { key, discard: () => keys.delete(name) }
  }
}
