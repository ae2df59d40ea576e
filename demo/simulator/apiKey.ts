/** The API key that Ingo requires "for select product families as an additional per-request credential". */
import type { ErrorResponse } from './response.js'
import { isSame } from './signature.js'

/** `header` is the name of the header that carries the key. Ingo's page does not give the name. */
export type ApiKey = { header: string; key: string }

/** The error response for a request without the right key; it names the header, never a key. */
export function verifyApiKey(
  headers: ReadonlyMap<string, string>,
  { header, key }: ApiKey,
): ErrorResponse | undefined {
  const name = header.toLowerCase()
  if (isSame(key, headers.get(name) ?? '')) return undefined
  return { status: 401, client_message: `${name}: missing or not the API key` }
}
