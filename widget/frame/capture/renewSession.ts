/** Asks the host page for another session and opens it. A chunk of its own: most forms are submitted before their end. */
import type { HostLink } from '../host/useHost.js'
import type { ApiResult } from '../session/api.js'
import { openSession, type OpenSession } from '../session/openSession.js'

/** The page's time to answer and the server's to open the session, together. The SDK gives a form 30 s to load. */
const LIMIT_MS = 20_000

/** The session that takes the place of another, and its credential. */
export type Renewed = { sealed: string; session: OpenSession }

type Renewal = HostLink & {
  /** That of the session that ends. */
  sealed: string
  /** Stores the function that receives the page's answer. */
  onAnswer: (resolve: (url: unknown) => void) => void
  clock: () => number
}

/**
 * Resolves to undefined if the page renews nothing or answers too late, and if its session can't be used: then the page gets
 * a `refused` that says why.
 */
export async function renewSession(renewal: Renewal): Promise<Renewed | undefined> {
  const { sealed, send, onAnswer, hostOrigin, clock } = renewal
  const limit = new Promise<undefined>((resolve) => {
    setTimeout(resolve, LIMIT_MS)
  })
  const answer = new Promise<unknown>((resolve) => {
    onAnswer(resolve)
    send('renew', {})
  })
  const url = await Promise.race([limit, answer])
  if (url === undefined || url === null) return undefined
  const [next, problem] = readUrl(url, sealed)
  const result =
    problem === undefined && (await Promise.race([limit, openSession(next, hostOrigin(), clock)]))
  if (result === undefined) return undefined
  const rule = result === false ? problem : findProblem(result)
  if (result !== false && 'value' in result && rule === undefined) {
    send('renew', { url: url as string })
    return { sealed: next, session: result.value }
  }
  const message = `"renew" must resolve to the url of a new session: it ${rule ?? 'can’t be opened.'}`
  send('refused', { code: 'invalid_request', message, retryable: false, field: 'renew' })
  return undefined
}

/** The sealed session in a url, or what is wrong with it. The message never holds the url: it contains a session. */
function readUrl(given: unknown, current: string): [sealed: string, problem?: string] {
  if (typeof given !== 'string') return ['', 'is not a string.']
  if (!URL.canParse(given)) return ['', 'is not an absolute URL.']
  const { origin, pathname, search, hash } = new URL(given)
  const sealed = hash.slice(1)
  if (origin + pathname !== location.origin + location.pathname)
    return ['', 'is of another merchant or another capture server.']
  // The form stays, with its fields.
  if (search !== location.search) return ['', 'is for another form: create it with the same options.']
  if (sealed === '') return ['', 'is missing the part after #.']
  if (sealed === current) return ['', 'is that of the session that ends.']
  return [sealed]
}

function findProblem(result: ApiResult<OpenSession>): string | undefined {
  if ('failure' in result) return `was rejected (${result.failure.code}): ${result.failure.message}`
  return result.value.is_new ? undefined : 'is of a session that was submitted before.'
}
