/** Detects middleware and proxies around an embedded app that change its security headers. */
import type { Hono } from 'hono'
import type { Config } from '../config/config.js'
import type { Log } from '../observability/log.js'
import type { Variables } from './context.js'
import { contentNames, ownNames } from './embeddedHeaders.js'

const TIMEOUT_MS = 5_000
const FIRST_DELAY_MS = 250
/** The delay doubles, so the last try is four minutes after the start. */
const TRIES = 10
const JSON_PATH = '/healthz'
/** No site can have this origin, because RFC 2606 reserves `.invalid`. */
const OTHER_ORIGIN = 'https://another-site.invalid'
/** Both requests of a comparison have the same language, because middleware may depend on it. */
const headers = { 'Accept-Language': 'en' }

type Checked = {
  app: Hono<{ Variables: Variables }>
  /** Browsers find the app at `publicUrl`. */
  config: Pick<Config, 'publicUrl' | 'merchants'>
  log: Log
}

/**
 * Starts the check of an embedded app, and returns a function that stops it. Once the outer server answers, the check
 * requests the form, the script and JSON at the public URL, and logs the headers that differ from the app's own. It
 * skips a public URL that this machine can't reach, or that another version answers.
 */
export function startHeaderCheck({ app, config, log }: Checked): () => void {
  const [merchant] = config.merchants
  const targets = new Map([
    [`/frame/${merchant?.id ?? ''}`, 'the form'],
    ['/sdk/v1/ingo-capture.js', 'the script'],
    [JSON_PATH, 'JSON'],
  ])
  let timer = setTimeout(() => void attempt(1), FIRST_DELAY_MS).unref()
  return () => {
    clearTimeout(timer)
    targets.clear()
  }

  async function attempt(tries: number): Promise<void> {
    await Promise.all([...targets.keys()].map(check))
    if (targets.size === 0 || tries === TRIES) return
    timer = setTimeout(() => void attempt(tries + 1), FIRST_DELAY_MS * 2 ** tries).unref()
  }

  /** Warns about granted CORS preflights. No route of the app grants them, but `cors()` around the app may. */
  async function checkPreflight(): Promise<void> {
    const headers = { Origin: OTHER_ORIGIN, 'Access-Control-Request-Method': 'POST' }
    const init = { method: 'OPTIONS', headers, redirect: 'manual' } as const
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const received = await fetch(`${config.publicUrl}/v1/captures`, { ...init, signal })
    await received.body?.cancel()
    const names = [...received.headers.keys()].filter((name) => name.startsWith('access-control-allow-'))
    if (names.includes('access-control-allow-origin'))
      log.warn('headers changed', { problem: describePreflight(names) })
  }

  async function check(path: string): Promise<void> {
    try {
      const init = { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const
      const [own, received] = await Promise.all([
        app.request(path, { headers }),
        fetch(config.publicUrl + path, init),
      ])
      const [ownBody, body] = await Promise.all([own.text(), received.text()])
      const target = targets.get(path)
      if (target === undefined || own.status !== received.status || ownBody !== body) return
      targets.delete(path)
      const changed = [...ownNames, ...contentNames].filter((name) => !isSame(name, own, received))
      if (changed.length > 0) log.warn('headers changed', { problem: describeChange(changed, target) })
      if (path === JSON_PATH) await checkPreflight()
    } catch {
      // Ignored: the URL may be unreachable from here, or not yet reachable, although browsers can reach it.
    }
  }
}

/** `text/html;charset=UTF-8` is the same type as `text/html; charset=utf-8`. */
function isSame(name: string, own: Response, received: Response): boolean {
  const [one, other] = [own, received].map(({ headers }) => {
    const value = headers.get(name)
    return name === 'content-type' ? value?.toLowerCase().replaceAll(' ', '') : value
  })
  return one === other
}

function describePreflight(names: string[]): string {
  return (
    `Middleware that is registered before the capture app, or a proxy in front of CAPTURE_PUBLIC_URL, answers preflight ` +
    `requests (OPTIONS) for the API with ${names.join(', ')}: no page of another origin may call the API. Register the ` +
    `capture app before that middleware, or exempt its path.`
  )
}

function describeChange(changed: string[], target: string): string {
  return (
    `Middleware that is registered before the capture app, or a proxy in front of CAPTURE_PUBLIC_URL, changes ` +
    `${changed.join(', ')} of ${target}: add the app with Hono’s route() instead of mount() or fetch(), or register ` +
    `it before that middleware, or exempt its path in the proxy.`
  )
}
