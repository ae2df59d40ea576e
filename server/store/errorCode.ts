/** A code for a failure of the store, because a driver's own message may quote a statement's values or an address. */

/** Codes for messages of errors that have no code of their own. */
const messageCodes: [pattern: RegExp, code: string][] = [
  [/^Command timed out/, 'timed out'],
  [/^(?:Stream isn't writeable|Connection is closed)/, 'not connected'],
]
const REDIS_CODE =
  /^(?:OOM|READONLY|NOAUTH|WRONGPASS|NOPERM|LOADING|MISCONF|BUSY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|MOVED|ASK|CROSSSLOT|TRYAGAIN|NOSCRIPT|UNKILLABLE|DENIED)\b/

/** The error's code, the code for its message, or its class name. */
export function errorCode(error: unknown): string {
  const { code, message, name }: NodeJS.ErrnoException = error instanceof Error ? error : new Error()
  if (code !== undefined && /^[A-Z][A-Z_0-9]*$/.test(code)) return code
  const known = messageCodes.find(([pattern]) => pattern.test(message))?.[1]
  return known ?? REDIS_CODE.exec(message)?.[0] ?? name
}
