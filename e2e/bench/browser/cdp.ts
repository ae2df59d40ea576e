/**
 * A page and its frames by Chromium's own protocol. Playwright reaches a cross-origin frame only once it is there;
 * here every frame waits until it is slowed down like its page, before its first byte. What is waited for, the pages
 * tell: nothing is asked of a page while it is measured.
 */
import { startChromium, type Params, type ProtocolEvent } from './chromium.js'

/** DevTools' own presets. */
const networks = {
  none: { latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  'slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
  'fast 4G': { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
} as const
export type Conditions = { network: keyof typeof networks; cpu: number }

/** Of the page or of a frame in a process of its own. */
export type Target = { send: (method: string, params?: Params) => Promise<Params> }
type Told = { value: number; target: Target }
type Asked = { url: string; cached: boolean; /** ms since 1970. */ at: number }

export type Browser = {
  page: Target
  /** Every request since the page was opened, by the browser's own number; `cached` did not go out. */
  requests: Map<string, Asked>
  /** Opens a page and waits for its load. */
  open: (url: string) => Promise<void>
  /** The page, its frames and those to come. */
  slowDown: (conditions: Conditions) => Promise<void>
  /** Resolves when a page or a frame next calls `tell('word 1.5')`. */
  told: (word: string) => Promise<Told>
}

const LOADED = "if (window === top) addEventListener('load', () => tell('loaded 0'))"

type Wanted = {
  /** Runs first in every document. */
  script: string
  flags?: string[]
}

/** `work` in a browser of its own. Rejects when that ends before the work does. */
export async function inBrowser<T>(
  { script, flags = [] }: Wanted,
  work: (browser: Browser) => Promise<T>,
): Promise<T> {
  let heard: (event: ProtocolEvent) => void = () => undefined
  const chromium = startChromium(flags, (event) => {
    heard(event)
  })
  const targets = new Map<string, Target>()
  const requests: Browser['requests'] = new Map()
  const listeners = new Map<string, (told: Told) => void>()
  let conditions: Conditions = { network: 'none', cpu: 1 }

  const slowed = ({ send }: Target) => [
    send('Network.emulateNetworkConditions', { offline: false, ...networks[conditions.network] }),
    send('Emulation.setCPUThrottlingRate', { rate: conditions.cpu }),
  ]

  async function prepare(sessionId: string): Promise<Target> {
    const target: Target = { send: (method, params) => chromium.send(method, params, sessionId) }
    targets.set(sessionId, target)
    // A frame may be gone before it is ready.
    await Promise.allSettled([
      target.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      target.send('Page.enable'),
      target.send('Runtime.enable'),
      target.send('Network.enable'),
      target.send('Performance.enable'),
      target.send('Runtime.addBinding', { name: 'tell' }),
      target.send('Page.addScriptToEvaluateOnNewDocument', { source: `${LOADED}\n${script}` }),
      ...slowed(target),
    ])
    await target.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
    return target
  }

  heard = ({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') void prepare(params.sessionId as string)
    else if (method === 'Target.detachedFromTarget') targets.delete(params.sessionId as string)
    else if (method === 'Runtime.bindingCalled') {
      const [word = '', value] = (params.payload as string).split(' ')
      const target = targets.get(sessionId ?? '')
      if (target) listeners.get(word)?.({ value: Number(value), target })
    } else watchRequests(requests, method, params)
  }

  async function start(): Promise<Browser> {
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    const page = await prepare(sessionId as string)
    const told: Browser['told'] = (word) =>
      new Promise((resolve) => {
        listeners.set(word, resolve)
      })
    return {
      page,
      requests,
      told,
      async open(url) {
        requests.clear()
        const loaded = told('loaded')
        await page.send('Page.navigate', { url })
        await loaded
      },
      async slowDown(wanted) {
        conditions = wanted
        await Promise.all([...targets.values()].flatMap(slowed))
      },
    }
  }

  try {
    return await Promise.race([start().then(work), chromium.ended])
  } finally {
    await chromium.close()
  }
}

function watchRequests(requests: Browser['requests'], method: string, params: Params): void {
  const id = params.requestId as string
  if (method === 'Network.requestWillBeSent') {
    const { url } = params.request as { url: string }
    if (url.startsWith('http')) requests.set(id, { url, cached: false, at: Number(params.wallTime) * 1000 })
    return
  }
  const asked = requests.get(id)
  if (!asked) return
  if (method === 'Network.requestServedFromCache') asked.cached = true
  if (method === 'Network.responseReceived') {
    const { fromDiskCache, fromPrefetchCache } = params.response as Record<string, boolean>
    if (fromDiskCache || fromPrefetchCache) asked.cached = true
  }
}

/** The value of an expression. */
export async function evaluate<T>(target: Target, expression: string): Promise<T> {
  const answer = await target.send('Runtime.evaluate', { expression, returnByValue: true })
  if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails))
  return (answer.result as { value: T }).value
}
