/** A gateway that sends back what it was sent puts no card data into the store, or before the merchant's backend. */

/** Ingo's answers are five levels deep. */
const DEEPEST = 20
/** Ingo's names, and others that a CVV goes by. */
const CARD_FIELD = /^(?:account|cv[vc]2?|cid|security_?code)$/i

/** The answer without fields of card data and without any value that holds the number. */
export function redactCardData<Value>(value: Value, number: string): Value {
  return redact(value, number, 1) as Value
}

function redact(value: unknown, number: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return holds(value, number) ? undefined : value
  if (depth > DEEPEST) return undefined
  if (Array.isArray(value)) return value.map((part) => redact(part, number, depth + 1) ?? null)
  const kept = Object.entries(value).flatMap(([name, part]) => {
    const clean = CARD_FIELD.test(name) || holds(name, number) ? undefined : redact(part, number, depth + 1)
    return clean === undefined ? [] : [[name, clean] as const]
  })
  return Object.fromEntries(kept)
}

function holds(value: unknown, number: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  const text = String(value)
  return text.length >= number.length && text.replace(/[\s-]/g, '').includes(number)
}
