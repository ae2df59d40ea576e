/** For the rate limiter's script and the shared store: the key of a session's hash, and the mark of a sent call. */

/**
 * Merchant ids contain no colon, so keys of different merchants can't collide. The version must rise when the fields
 * change, so that servers of two versions never read each other's records.
 */
export function sessionKey(merchant: string, id: string): string {
  return `capture:session-4:${merchant}:${id}`
}

/**
 * Lua: `markSent(session, key)` records in a session's hash that a request is about to be sent, and returns false if
 * the Idempotency-Key no longer holds the lease. Redis encodes numbers of up to 14 digits exactly.
 */
export const MARK_SENT_FUNCTION = `
local function markSent(session, key)
  local s = redis.call('HMGET', session, 'state', 'current')
  local current = s[1] == 'processing' and s[2] and cjson.decode(s[2])
  if not current or current.key ~= key then return false end
  current.isSent = true
  redis.call('HSET', session, 'current', cjson.encode(current))
  return true
end`
