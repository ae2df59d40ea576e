import type { CaptureContent } from '../form/values.js'

type HeldKey = {
  key: string
  /** Makes the next submit of the same content use another key. */
  discard: () => void
  /** Makes every submit of the same account use this key. */
  keepForAccount: () => void
}

/**
 * Returns the same Idempotency-Key for the same content until the key is discarded. It remembers only an HMAC of the
 * content under a key that scripts can't export and that ends with the page: neither it nor the random key reveals the
 * card.
 */
export function createIdempotencyKeys(): (content: CaptureContent) => Promise<HeldKey> {
  const secret = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const keys = new Map<string, string>()

  async function hash(content: object): Promise<string> {
    const text = new TextEncoder().encode(JSON.stringify(content))
    return new Uint8Array(await crypto.subtle.sign('HMAC', await secret, text)).join()
  }

  return async (content) => {
    const names = [await hash(content), await hash(pickAccount(content))] as const
    const key = keys.get(names[0]) ?? keys.get(names[1]) ?? crypto.randomUUID()
    keys.set(names[0], key)
    return {
      key,
      discard() {
        for (const name of names) keys.delete(name)
      },
      keepForAccount() {
        keys.set(names[1], key)
      },
    }
  }
}

/** What identifies the account: the server compares a card's number and date, and all of any other content. */
function pickAccount(content: CaptureContent): object {
  if (content.account_type !== 'card') return content
  const { account, expiration_date } = content
  return { account, expiration_date }
}
