/**
 * The published entry `ingo-capture/testing/msw`: the capture server as MSW handlers, for unit tests of a merchant's
 * backend. Requests are validated by the contract's schemas, and responses have the contract's types.
 */
import { http, HttpResponse, type HttpHandler } from 'msw'
import type { BackendProblem } from '../../contract/backendProblem.js'
import type { ErrorCode } from '../../contract/errors.js'
import {
  sessionRequest,
  type BackendAnswer,
  type CreatedSession,
  type RetrievedSession,
} from '../../contract/sessionRequest.js'
import { verificationRequest } from '../../contract/verification.js'
import {
  checkOpen,
  listSessions,
  newSession,
  rejectCancel,
  rejectUsedId,
  repeatCreation,
  toContent,
  toCreated,
  type Creation,
} from './sessions.js'
import { parseBody, toProblem, type ProblemDetails } from './problems.js'

export type { ProblemDetails } from './problems.js'

export type FakeCaptureServer = {
  /** For `setupServer(...handlers)` or `setupWorker(...handlers)` of MSW. */
  handlers: HttpHandler[]
  /**
   * The cardholder has submitted an account: the session is `tokenized`. Throws for an id that was not created here, and for
   * a session that has ended without a token.
   */
  tokenize: (id: string, result?: Partial<RetrievedSession>) => void
  /** The session's last attempt was refused: the session is `exhausted`. Throws for an id that was not created here. */
  exhaust: (id: string) => void
  /** The session's time is over: it is `expired`. Throws for an id that was not created here. */
  expire: (id: string) => void
  /** The next request of any kind is rejected with this code. Throws for a code that does not exist. */
  refuse: (code: ErrorCode, details?: ProblemDetails) => void
  /** Deletes every session, and a `refuse` that no request has used. */
  reset: () => void
}

const TOKEN = '00000000-0000-4000-8000-000000000000'

/** The sessions by id, the creations by `Idempotency-Key`, and the problem that the next request gets. */
type State = FakeServerOptions & {
  sessions: Map<string, RetrievedSession>
  creations: Map<string, Creation>
  refusal?: BackendProblem | undefined
}

/** `openBanking`: as if the server had `INGO_OPEN_BANKING_URL`. By default it rejects open banking, like a real server. */
export type FakeServerOptions = { openBanking?: boolean | undefined }

/** A capture server at `url`, as in `createSession({ url, secretKey }, …)`. It accepts any secret key. */
export function fakeCaptureServer(url: string, options: FakeServerOptions = {}): FakeCaptureServer {
  if (!/^https?:\/\/./.test(url)) {
    throw new TypeError(
      'ingo-capture/testing/msw: url: should be the capture server’s base URL, such as https://capture.example',
    )
  }
  const state: State = { sessions: new Map(), creations: new Map(), ...options }

  function find(id: string): RetrievedSession {
    const session = state.sessions.get(id)
    if (session) return session
    throw new Error(
      'ingo-capture/testing/msw: the id is not that of a session created here. Pass the id that createSession returned',
    )
  }

  function change(id: string, to: Partial<RetrievedSession>): void {
    state.sessions.set(id, { ...find(id), ...to })
  }

  return {
    handlers: createHandlers(url.replace(/\/+$/, ''), state),
    tokenize(id, result) {
      checkOpen(find(id))
      change(id, {
        ...{ status: 'tokenized', attempts: 1, account_type: 'card', customer_account_token: TOKEN },
        ...{ gateway: verified(TOKEN), ...result },
      })
    },
    exhaust(id) {
      change(id, { status: 'exhausted', attempts: 5, needs_new_session: true })
    },
    expire(id) {
      change(id, { status: 'expired', needs_new_session: true })
    },
    refuse(code, details) {
      state.refusal = toProblem(code, details)
    },
    reset() {
      state.sessions.clear()
      state.creations.clear()
      state.refusal = undefined
    },
  }
}

function createHandlers(url: string, state: State): HttpHandler[] {
  /** The problem for which any request may be rejected, if there is one. */
  function rejection({ headers }: Request): BackendProblem | undefined {
    const { refusal } = state
    state.refusal = undefined
    const hasKey = /^Bearer \S/.test(headers.get('Authorization') ?? '')
    return refusal ?? (hasKey ? undefined : toProblem('unauthorized'))
  }

  return [
    http.post(`${url}/v1/sessions`, async ({ request }) => {
      const rejected = rejection(request)
      if (rejected) return respondProblem(rejected)
      const json = await readJson(request)
      const unavailable = rejectOpenBanking(state, json)
      if (unavailable) return respondProblem(unavailable)
      const parsed = parseBody(sessionRequest, json)
      if ('problem' in parsed) return respondProblem(parsed.problem)
      const key = request.headers.get('Idempotency-Key')
      const repeated = repeatCreation(state.creations, key, parsed.body)
      if (repeated) return 'code' in repeated ? respondProblem(repeated) : respondCreated(repeated)
      const used = rejectUsedId(state.sessions, parsed.body)
      if (used) return respondProblem(used)
      const session = newSession(parsed.body)
      state.sessions.set(session.id, session)
      const created = toCreated(url, session)
      if (key !== null) state.creations.set(key, { content: toContent(parsed.body), created })
      return respondCreated(created)
    }),
    http.get(`${url}/v1/sessions`, ({ request }) => {
      const rejected = rejection(request)
      return rejected
        ? respondProblem(rejected)
        : HttpResponse.json(listSessions(state.sessions, request.url))
    }),
    http.post(`${url}/v1/sessions/:id/cancel`, ({ request, params }) => {
      const session = state.sessions.get(String(params.id))
      const problem = rejection(request) ?? rejectCancel(session)
      if (problem || !session) return respondProblem(problem ?? toProblem('not_found'))
      const canceled = { status: 'canceled', needs_new_session: true } as const
      if (session.status === 'open') state.sessions.set(session.id, { ...session, ...canceled })
      return HttpResponse.json(state.sessions.get(session.id))
    }),
    http.get(`${url}/v1/sessions/:id`, ({ request, params }) => {
      const session = state.sessions.get(String(params.id))
      const problem = rejection(request) ?? (session ? undefined : toProblem('not_found'))
      return problem ? respondProblem(problem) : HttpResponse.json(session)
    }),
    http.post(`${url}/v1/verifications`, async ({ request }) => {
      const rejected = rejection(request)
      if (rejected) return respondProblem(rejected)
      const parsed = parseBody(verificationRequest, await readJson(request))
      return 'problem' in parsed
        ? respondProblem(parsed.problem)
        : HttpResponse.json(verified(parsed.body.customer_account_token))
    }),
  ]
}

/** Without `openBanking`, rejects a session for open banking before it validates the rest, like the capture server. */
function rejectOpenBanking({ openBanking }: State, json: unknown): BackendProblem | undefined {
  const { account_types } = (json ?? {}) as Record<string, unknown>
  if (openBanking || !Array.isArray(account_types) || !account_types.includes('open-banking'))
    return undefined
  return toProblem('not_available', { detail: 'open-banking: this server has no INGO_OPEN_BANKING_URL' })
}

function verified(token = TOKEN): BackendAnswer {
  const data = { customer_account_token: token, last_4: '1111' }
  return { status: 100, client_message: 'Success', data, time: '0.1' }
}

function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => undefined)
}

function respondCreated(created: CreatedSession) {
  return HttpResponse.json(created, { status: 201 })
}

function respondProblem(problem: BackendProblem) {
  return HttpResponse.json(problem, {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
