/**
 * Chromium by its own protocol. Playwright reaches a cross-origin frame only once it is there; here every frame
 * waits until it is slowed down like its page, before its first byte.
 */
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'
import { networks, startChromium, type Conditions } from './chromium.js'

type Params = Record<string, unknown>
type Message = {
  id?: number
  sessionId?: string
  method?: string
  params?: Params
  result?: Params
  error?: Params
}

/** Of the page or of a frame in a process of its own. */
export type Target = {
  kind: string
  send: (method: string, params?: Params) => Promise<Params>
}

export type Browser = {
  page: Target
  /** Those that are there now, the page first. */
  targets: Target[]
  /** Every request since the last navigation, by URL; `cached` did not go out. */
  requests: { url: string; cached: boolean }[]
  /** Opens a page, with this script in it and in its frames, and waits for its load. */
  open: (url: string) => Promise<void>
  close: () => Promise<void>
}

/** A browser with a profile of its own; `script` runs first in every document. */
export async function launch({ network, cpu }: Conditions, script: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'ingo-capture-profile-'))
  const { child, endpoint } = await startChromium(profile)
  const socket = new WebSocket(endpoint)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve()
    })
    socket.addEventListener('error', () => {
      reject(new Error('Chromium can’t be reached.'))
    })
  })

  let next = 0
  const waiting = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>()
  const targets: Target[] = []
  const ofSession = new Map<string, Target>()
  const requests: Browser['requests'] = []
  let loaded: () => void = () => undefined

  const send = (method: string, params: Params = {}, sessionId?: string): Promise<Params> =>
    new Promise((resolve, reject) => {
      next += 1
      waiting.set(next, { resolve, reject })
      socket.send(JSON.stringify({ id: next, method, params, ...(sessionId && { sessionId }) }))
    })

  async function attach(sessionId: string, kind: string): Promise<void> {
    const target: Target = { kind, send: (method, params) => send(method, params, sessionId) }
    ofSession.set(sessionId, target)
    targets.push(target)
    const conditions = networks[network]
    const prepared = [
      target.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      target.send('Page.enable'),
      target.send('Runtime.enable'),
      target.send('Network.enable'),
      target.send('Performance.enable'),
      target.send('Page.addScriptToEvaluateOnNewDocument', { source: script }),
      ...(conditions
        ? [target.send('Network.emulateNetworkConditions', { offline: false, ...conditions })]
        : []),
      ...(cpu > 1 ? [target.send('Emulation.setCPUThrottlingRate', { rate: cpu })] : []),
    ]
    // A frame may be gone before it is ready.
    await Promise.allSettled(prepared)
    await target.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
  }

  function heard({ method, params = {}, sessionId }: Message): void {
    if (method === 'Target.attachedToTarget') {
      const { type } = params.targetInfo as { type: string }
      void attach(params.sessionId as string, type)
    }
    if (method === 'Target.detachedFromTarget') {
      const gone = ofSession.get(params.sessionId as string)
      if (gone) targets.splice(targets.indexOf(gone), 1)
    }
    if (method === 'Network.requestWillBeSent') {
      const { url } = params.request as { url: string }
      // The browser's own surfaces are pages too, and ask for theirs.
      if (url.startsWith('http')) requests.push({ url, cached: false })
    }
    if (method === 'Network.requestServedFromCache') {
      const last = requests.at(-1)
      if (last) last.cached = true
    }
    if (method === 'Network.responseReceived') {
      const { url, fromDiskCache, fromPrefetchCache } = params.response as { url: string } & Record<
        string,
        boolean
      >
      const asked = requests.findLast((request) => request.url === url)
      if (asked && (fromDiskCache || fromPrefetchCache)) asked.cached = true
    }
    if (method === 'Page.loadEventFired' && sessionId && ofSession.get(sessionId)?.kind === 'page') loaded()
  }

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    const call = message.id === undefined ? undefined : waiting.get(message.id)
    if (!call) {
      heard(message)
      return
    }
    if (message.id !== undefined) waiting.delete(message.id)
    if (message.error) call.reject(new Error(JSON.stringify(message.error)))
    else call.resolve(message.result ?? {})
  })

  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
  const page = await until(() => targets.find(({ kind }) => kind === 'page'))

  return {
    page,
    targets,
    requests,
    async open(url) {
      requests.length = 0
      const load = new Promise<void>((resolve) => {
        loaded = resolve
      })
      await page.send('Page.navigate', { url })
      await load
    },
    async close() {
      const exit = once(child, 'exit')
      await send('Browser.close')
      await exit
      // Helpers of its own may write a moment longer.
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** The value of an expression, awaited if it is a promise. */
export async function evaluate<T>(target: Target, expression: string): Promise<T> {
  const answer = await target.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails))
  return (answer.result as { value: T }).value
}

/** Asks again until there is something. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 60_000
  while (performance.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((done) => setTimeout(done, 5))
  }
  throw new Error('It has not come within a minute.')
}
