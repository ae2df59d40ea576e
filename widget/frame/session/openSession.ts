/** Opens a session: fetches it, compares its origin with the host page's, and loads the methods it offers. */
import type { FrameSession } from '../../../contract/session.js'
import { isCardOnly } from '../form/variant.js'
import { loadMethods } from '../methods/loadMethods.js'
import type { Methods } from '../methods/method.js'
import { fetchSession, type ApiResult } from './api.js'
import { developerMessages } from './developerMessages.js'
import { retry } from './retry.js'

/** A session, the server's clock (ms since 1970), and the methods if it offers more than a card. */
export type OpenSession = FrameSession & { now: () => number; methods?: Methods }

/** Pauses in ms before the session is fetched again, because one lost packet must not end the form. */
const PAUSES_MS = [500, 1500, 4000]

/** `clock` is a monotonic clock in ms. Rejects if the connection to the host page is closed. */
export async function openSession(
  sealed: string,
  hostOrigin: Promise<string>,
  clock: () => number,
): Promise<ApiResult<OpenSession>> {
  const [result, origin] = await Promise.all([fetchOpenSession(sealed, clock), hostOrigin])
  if ('failure' in result) return result
  const { value } = result
  if (value.origin !== origin) {
    const message = `The session is for pages of ${value.origin}, and this page is of ${origin}. Create it with this origin: ${origin}.`
    return { failure: { code: 'origin_not_allowed', message, retryable: false } }
  }
  if (isCardOnly(value.account_types)) return result
  try {
    return { value: { ...value, methods: await loadMethods() } }
  } catch {
    // The methods' chunk failed to load. Another attempt may help.
    return { failure: { code: 'internal', message: developerMessages.chunkFailed, retryable: true } }
  }
}

async function fetchOpenSession(sealed: string, clock: () => number): Promise<ApiResult<OpenSession>> {
  const result = await retry(() => fetchSession(sealed), PAUSES_MS)
  if ('failure' in result) return result
  // Use the server's clock. The device's clock may be wrong, and valid cards would be rejected.
  const offset = Date.parse(result.value.server_time) - clock()
  return { value: { ...result.value, now: () => offset + clock() } }
}
