/** Asks the host page for another session and opens it. A chunk of its own: most forms are submitted before their end. */
import type { HostLink } from '../host/useHost.js'
import type { ApiResult } from '../session/api.js'
import { openSession, type OpenSession } from '../session/openSession.js'

/** The page's time to answer and the server's to open the session, together. The SDK gives a form 30 s to load. */
const LIMIT_MS = 20_000

/** The session that takes the place of another, and its credential. */
export type Renewed = { sealed: string; session: OpenSession }

/** False if the page renews nothing, undefined if it gave no session that can be used: then it may be asked again. */
export type Renewal = Renewed | false | undefined

type Options = HostLink & {
  /** That of the session that ends. */
  sealed: string
  /** Stores the function that receives the page's answer. */
  onAnswer: (resolve: (url: unknown) => void) => void
  clock: () => number
}

/**
 * If the page's session can't be used, the page gets a `refused` that says why.
 */
export async function renewSession(options: Options): Promise<Renewal> {
  const { sealed, send, onAnswer, hostOrigin, clock } = options
  const limit = new Promise<null>((resolve) => {
    setTimeout(resolve, LIMIT_MS, null)
  })
  const answer = new Promise<unknown>((resolve) => {
    onAnswer(resolve)
    send('renew', {})
  })
  const url = await Promise.race([limit, answer])
  if (url == null) return url === undefined ? false : undefined
  const next = readUrl(url)
  // A backend may keep a session until its end: it is asked again then.
  if (next.sealed === sealed) return undefined
  const result = next.sealed && (await Promise.race([limit, openSession(next.sealed, hostOrigin(), clock)]))
  const problem = next.problem ?? (result && findProblem(result))
  if (problem) {
    const message = `"renew" must resolve to the url of a new session: it ${problem}`
    send('refused', { code: 'invalid_request', message, retryable: false, field: 'renew' })
    return undefined
  }
  if (!next.sealed || !result || !('value' in result)) return undefined
  send('renew', { url: url as string })
  return { sealed: next.sealed, session: result.value }
}

/** The sealed session in a url, or what is wrong with it. The message never holds the url: it contains a session. */
function readUrl(given: unknown): { sealed?: string; problem?: string } {
  const url = parseUrl(given)
  if (!url) return { problem: 'is not an absolute URL.' }
  if (url.origin + url.pathname !== location.origin + location.pathname)
    return { problem: 'is of another merchant or another capture server.' }
  // The form stays, with its fields.
  if (url.search !== location.search)
    return { problem: 'is for another form: create it with the same options.' }
  return url.hash.length > 1 ? { sealed: url.hash.slice(1) } : { problem: 'is missing the part after #.' }
}

/** Safari before 17 has no `URL.canParse`. */
function parseUrl(given: unknown): URL | undefined {
  try {
    return typeof given === 'string' ? new URL(given) : undefined
  } catch {
    return undefined
  }
}

function findProblem(result: ApiResult<OpenSession>): string | undefined {
  if ('failure' in result) return `was rejected (${result.failure.code}): ${result.failure.message}`
  return result.value.is_new ? undefined : 'is of a session that was submitted before.'
}
