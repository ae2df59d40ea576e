/** One Idempotency-Key for each distinct content, without keeping the content. */

/**
 * Gives a content the same key whenever it is sent again. What is remembered is a digest under a secret
 * that no script can read and that ends with the page: neither it nor the random key tells about the card.
 */
export function createIdempotencyKeys(): (content: string) => Promise<string> {
  const secret = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const keys = new Map<string, string>()
  return async (content) => {
    const digest = await crypto.subtle.sign('HMAC', await secret, new TextEncoder().encode(content))
    const name = new Uint8Array(digest).join()
    const key = keys.get(name) ?? crypto.randomUUID()
    keys.set(name, key)
    return key
  }
}
