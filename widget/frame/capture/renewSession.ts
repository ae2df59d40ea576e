/** Asks the host page for a new session and opens it. A separate chunk, because most forms never need a renewal. */
import type { HostLink } from '../host/useHost.js'
import type { ApiResult } from '../session/api.js'
import { openSession, type OpenSession } from '../session/openSession.js'

/** How long the page's answer and the opening of the session may take together. The SDK gives a form 30 s to load. */
const LIMIT_MS = 20_000

/** The new session, and its credential. */
export type Renewed = { sealed: string; session: OpenSession }

/** False if the page has no `renew`. Undefined if it gave no usable session: then it may be asked again. */
export type Renewal = Renewed | false | undefined

type Options = HostLink & {
  /** The sealed session that ends. */
  sealed: string
  /** Stores the function that receives the page's answer. */
  onAnswer: (resolve: (url: unknown) => void) => void
  clock: () => number
}

/** If the page's session can't be used, the page gets the message `refused` with the reason. */
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
  // The backend may give the same session until it ends. Then the page is asked again.
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

/** The sealed session in a url, or the reason why the url is invalid. No message contains the url, which has a session. */
function readUrl(given: unknown): { sealed?: string; problem?: string } {
  const url = parseUrl(given)
  if (!url) return { problem: 'is not an absolute URL.' }
  if (url.origin + url.pathname !== location.origin + location.pathname)
    return { problem: 'is of another merchant or another capture server.' }
  // A new session can't change the fields of the form.
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
