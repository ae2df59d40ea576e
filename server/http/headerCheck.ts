/** Notices middleware and proxies around an embedded app that change the headers on which browsers decide. */
import type { Hono, MiddlewareHandler } from 'hono'
import type { Log } from '../observability/log.js'
import type { Variables } from './context.js'
import { ownNames } from './embeddedHeaders.js'

const TIMEOUT_MS = 5_000
const SCRIPT = '/sdk/v1/ingo-capture.js'

type Checked = {
  app: Hono<{ Variables: Variables }>
  /** Where browsers find the app. */
  publicUrl: string
  log: Log
}

/**
 * Middleware for the form's document: after the first request, the server asks for the document and the script at its
 * public URL, as a browser does, and logs the headers that differ from what the app answers. Only then is the server
 * around it sure to listen. A public URL that this machine can't reach is not checked.
 */
export function checkHeadersOnce({ app, publicUrl, log }: Checked): MiddlewareHandler {
  let isDone = false
  return async (c, next) => {
    await next()
    if (isDone || c.res.status !== 200) return
    isDone = true
    const merchant = c.req.param('merchant') ?? ''
    for (const path of [`/frame/${merchant}`, SCRIPT]) void check(path)
  }

  async function check(path: string): Promise<void> {
    try {
      const init = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const
      const [own, received] = await Promise.all([app.request(path), fetch(publicUrl + path, init)])
      await received.body?.cancel()
      const changed = [...ownNames].filter((name) => own.headers.get(name) !== received.headers.get(name))
      if (changed.length === 0) return
      log.warn('headers changed', {
        problem:
          `Middleware or a proxy in front of CAPTURE_PUBLIC_URL changes ${changed.join(', ')} ` +
          `of ${path === SCRIPT ? 'the script' : 'the form'}. Exempt the app’s path from it.`,
      })
    } catch {
      // Not reachable from here, which says nothing about browsers.
    }
  }
}
