/**
 * The routes for the page `/states`: the capture server's form on the shop's own origin, so that the page may fill in
 * its fields. The page itself answers the form's submits. A real shop's page must not reach into the form.
 */
import { Hono } from 'hono'

export const STATES_CAPTURE = '/states/capture'
const TIMEOUT_MS = 10_000
/** The form's documents and scripts, and its session. No route accepts a card. */
const PROXIED = /^\/(?:frame\/[\w./-]+|v1\/session)$/
const PASSED_HEADERS = ['Content-Type', 'Content-Security-Policy']

/** The routes below `/states/capture`. */
export function createStates(captureUrl: string): Hono {
  const app = new Hono()
  app.get(`${STATES_CAPTURE}/*`, async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const path = pathname.slice(STATES_CAPTURE.length)
    if (!PROXIED.test(path)) return c.notFound()
    const authorization = c.req.header('Authorization')
    const language = c.req.header('Accept-Language')
    const response = await fetch(`${captureUrl}${path}${search}`, {
      headers: {
        ...(authorization && { Authorization: authorization }),
        ...(language && { 'Accept-Language': language }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const passed = PASSED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name)
      return value === null ? [] : [[name, value] as const]
    })
    const headers = { ...Object.fromEntries(passed), 'Cache-Control': 'no-cache' }
    return new Response(await response.arrayBuffer(), { status: response.status, headers })
  })
  return app
}
