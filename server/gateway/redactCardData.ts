/** Removes card data from a response: a gateway that echoes it must not put it in the store or the merchant's backend. */

/** Ingo's responses are at most five levels deep. Deeper values than this are dropped, which bounds the recursion. */
const MAX_DEPTH = 20
/** Ingo's field names, and other common names of a CVV. */
const CARD_FIELD = /^(?:account|cv[vc]2?|cid|security_?code)$/i

/** Returns a copy without card-data fields, and without any name or value that contains the card number. */
export function redactCardData<Value>(value: Value, number: string): Value {
  return redact(value, number, 1) as Value
}

function redact(value: unknown, number: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return containsNumber(value, number) ? undefined : value
  if (depth > MAX_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((part) => redact(part, number, depth + 1) ?? null)
  const kept = Object.entries(value).flatMap(([name, part]) => {
    const clean =
      CARD_FIELD.test(name) || containsNumber(name, number) ? undefined : redact(part, number, depth + 1)
    return clean === undefined ? [] : [[name, clean] as const]
  })
  return Object.fromEntries(kept)
}

function containsNumber(value: unknown, number: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  const text = String(value)
  return text.length >= number.length && text.replace(/[\s-]/g, '').includes(number)
}
