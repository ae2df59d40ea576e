/** Sends the frame's request and the merchant's backend's request. */
import { CaptureServerError, retrieveSession, type RetrievedSession } from 'ingo-capture/backend'
import { testCard } from '../harness/testCard.js'
import { SECRET_KEY, type Fleet } from './fleet.js'
import { sleep } from './random.js'

/** The answer to a capture. `code` is `tokenized`, an error code, or a text that describes any other response. */
export type Answer = {
  code: string
  token?: string
  retryable: boolean
  mayChange: boolean
  waitMs: number
}

/** `session` is the marker that shows the gateway to which session a card belongs. */
export type Submission = { sealed: string; session: string; account: string; key: string }

/** Longer than the server's own deadline for a capture, like the frame's. */
const TIMEOUT_MS = 75_000
const RETRY_MS = 500
const noResponse: Answer = { code: 'no response', retryable: true, mayChange: false, waitMs: 1000 }

/** Any of the processes, as a load balancer would choose. */
export function pickNode({ nodes }: Fleet): { url: string; secretKey: string } {
  return {
    url: nodes[Math.floor(Math.random() * nodes.length)]?.url ?? 'http://127.0.0.1:9',
    secretKey: SECRET_KEY,
  }
}

/** Submits a card once. */
export async function submitCapture(fleet: Fleet, submission: Submission): Promise<Answer> {
  const { sealed, session, account, key } = submission
  const request = {
    method: 'POST',
    body: JSON.stringify({ ...testCard, account, recipient_address1: session }),
    headers: {
      Authorization: `Bearer ${sealed}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }
  try {
    const response = await fetch(`${pickNode(fleet).url}/v1/captures`, request)
    return toAnswer(response, (await response.json()) as Body)
  } catch {
    return noResponse
  }
}

type Body = { customer_account_token?: string; code?: string; retryable?: boolean; may_change?: true }

function toAnswer({ status, headers }: Response, body: Body): Answer {
  const {
    customer_account_token: token,
    code = `HTTP ${status} without a code`,
    retryable,
    may_change,
  } = body
  if (token !== undefined) return { code: 'tokenized', token, retryable: false, mayChange: false, waitMs: 0 }
  const waitMs = Number(headers.get('retry-after') ?? 1) * 1000
  return { code, retryable: retryable === true, mayChange: may_change === true, waitMs }
}

/** Repeats a call until it succeeds. Resolves to undefined if the time is up first. */
export async function retry<T>(until: number, call: () => Promise<T>): Promise<T | undefined> {
  while (Date.now() < until) {
    const result = await call().catch(() => undefined)
    if (result !== undefined) return result
    await sleep(RETRY_MS)
  }
  return undefined
}

/** Reads a session as the backend does. Repeats the request if there is no answer. */
export function readSession(
  fleet: Fleet,
  id: string,
  until: number,
): Promise<RetrievedSession | 'not_found' | undefined> {
  return retry(until, () =>
    retrieveSession(pickNode(fleet), id).catch((error: unknown) => {
      if (error instanceof CaptureServerError && error.code === 'not_found') return 'not_found' as const
      throw error
    }),
  )
}
