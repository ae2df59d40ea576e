/** Why a store can't do something, as a code: what a driver says may quote a statement's values or an address. */

/** The rare texts of a driver that quote nothing, and what they mean; else an error's code is told, or its name. */
const kinds: [fits: RegExp, kind: string][] = [
  [/^Command timed out/, 'timed out'],
  [/^(?:Stream isn't writeable|Connection is closed)/, 'not connected'],
]
const REDIS_CODE =
  /^(?:OOM|READONLY|NOAUTH|WRONGPASS|NOPERM|LOADING|MISCONF|BUSY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS)\b/

export function errorCode(error: unknown): string {
  const { code, message, name }: NodeJS.ErrnoException = error instanceof Error ? error : new Error()
  if (code !== undefined && /^[A-Z][A-Z_0-9]*$/.test(code)) return code
  return kinds.find(([fits]) => fits.test(message))?.[1] ?? REDIS_CODE.exec(message)?.[0] ?? name
}
