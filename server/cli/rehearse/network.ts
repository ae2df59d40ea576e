/** Intercepts requests in the browser, so that an outcome does not depend on the gateway behind the capture server. */
import type { APIResponse, Page, Route } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { errors, titles, type ErrorCode } from '../../../contract/errors.js'
import type { CaptureResponse } from '../../../contract/session.js'

/** The duration of the session in the rehearsal of an expired one, in ms. */
const SESSION_MS = 6000

/** A page, and the tokens that it has got so far. */
type Captures = { page: Page; tokens: string[] }

/** Intercepts each capture that the form sends to the capture server of this origin. Replaces an earlier handler. */
async function interceptCaptures(
  { page }: Captures,
  origin: string,
  handle: (route: Route, count: number) => Promise<void>,
): Promise<void> {
  let count = 0
  await page.route(isEndpoint(origin, 'captures'), (route) =>
    route.request().method() === 'POST' ? complete(route, handle(route, ++count)) : route.continue(),
  )
}

/** Aborts the request if the server can't be reached. Ignores errors of a page that was closed or reloaded. */
async function complete(route: Route, handled: Promise<void>): Promise<void> {
  await handled.catch(() => route.abort()).catch(() => undefined)
}

/** Forwards the server's answer. Keeps its token, because the page may navigate before it can be asked for it. */
async function deliver(response: APIResponse, route: Route, { tokens }: Captures): Promise<void> {
  const { customer_account_token } = (await response.json().catch(() => ({}))) as Partial<CaptureResponse>
  if (customer_account_token !== undefined) tokens.push(customer_account_token)
  await route.fulfill({ response })
}

/** Lets each capture reach the server. */
export async function passCaptures(captures: Captures, origin: string): Promise<void> {
  await delayAnswers(captures, origin, 0)
}

function isEndpoint(origin: string, name: string): (url: URL) => boolean {
  return (url) => url.origin === origin && url.pathname.endsWith(`/v1/${name}`)
}

/** Refuses the first `times` captures with this code; the others reach the server. */
export async function refuseCaptures(
  captures: Captures,
  origin: string,
  { code, attempts_left, times }: { code: ErrorCode; attempts_left: number; times: number },
): Promise<void> {
  const { status, retryable } = errors[code]
  const problem = { type: 'about:blank', title: titles[code], status, code, retryable, attempts_left }
  await interceptCaptures(captures, origin, async (route, count) =>
    count > times
      ? deliver(await route.fetch(), route, captures)
      : route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
}

/** Answers each capture with a token that the capture server has never made. */
export async function forgeToken(captures: Captures, origin: string): Promise<void> {
  await interceptCaptures(captures, origin, async (route) => {
    const customer_account_token = randomUUID()
    captures.tokens.push(customer_account_token)
    await route.fulfill({ json: { customer_account_token } })
  })
}

/** Sends each capture to the server at once, and returns the answer after a delay in ms. */
export async function delayAnswers(captures: Captures, origin: string, delay: number): Promise<void> {
  await interceptCaptures(captures, origin, async (route) => {
    const response = await route.fetch()
    await new Promise((resolve) => setTimeout(resolve, delay))
    await deliver(response, route, captures)
  })
}

/** Sends the first capture to the server, and drops the answer. */
export async function loseAnswer(captures: Captures, origin: string): Promise<void> {
  await interceptCaptures(captures, origin, async (route, count) => {
    const response = await route.fetch()
    await (count > 1 ? deliver(response, route, captures) : route.abort('connectionreset'))
  })
}

/** Ends the page's first session a few seconds after the form has opened it. */
export async function shortenSession(page: Page, origin: string): Promise<void> {
  // Only the first session is shortened. The form may read it several times, so each response has the same end.
  let first: string | undefined
  let expiresAt: string | undefined
  await page.route(isEndpoint(origin, 'session'), async (route) => {
    const { authorization } = route.request().headers()
    first ??= authorization
    if (authorization !== first) return route.continue()
    const fulfill = async () => {
      const response = await route.fetch()
      const session = (await response.json()) as { server_time: string }
      expiresAt ??= new Date(Date.parse(session.server_time) + SESSION_MS).toISOString()
      await route.fulfill({ response, json: { ...session, expires_at: expiresAt } })
    }
    await complete(route, fulfill())
  })
}

/** Blocks the capture server like a content blocker: its script, and the form's document. */
export async function blockServer(page: Page, origin: string): Promise<void> {
  await page.route(
    (url) => url.origin === origin,
    (route) => route.abort('blockedbyclient'),
  )
}
