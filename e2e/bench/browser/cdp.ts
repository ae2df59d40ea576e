/**
 * Drives a page and its frames through the Chrome DevTools Protocol. Playwright reaches a cross-origin frame only after
 * it has started. Here every frame waits for its debugger, so that throttling applies before its first byte. While the
 * bench measures, it asks the page nothing: the pages send signals by themselves.
 */
import { startChromium, type Chromium, type Params, type ProtocolEvent } from './chromium.js'
import { recordRequest, type RecordedRequest } from './requests.js'

/** The presets of DevTools. */
const networks = {
  none: { latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  'slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
  'fast 4G': { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
} as const
/** `cpu`: the factor by which the CPU is slowed down. */
export type Conditions = { network: keyof typeof networks; cpu: number }

/** The page, or a frame in a process of its own. */
export type Target = { send: (method: string, params?: Params) => Promise<Params> }
type Signal = { value: number; target: Target }

export type Browser = {
  page: Target
  /** The requests since the page was opened, by CDP's request id. */
  requests: Map<string, RecordedRequest>
  /** Opens a page and waits for its load event. */
  open: (url: string) => Promise<void>
  /** Throttles the page, its frames and later frames. */
  throttle: (conditions: Conditions) => Promise<void>
  /** Resolves when a page or a frame next calls `signal('name 1.5')`. */
  nextSignal: (name: string) => Promise<Signal>
}

const LOADED = "if (window === top) addEventListener('load', () => signal('loaded 0'))"

type BrowserOptions = {
  /** Runs first in every document. */
  script: string
  flags?: string[]
}

/** Runs `work` in a browser of its own. Rejects if the browser ends before the work does. */
export async function runInBrowser<T>(
  { script, flags = [] }: BrowserOptions,
  work: (browser: Browser) => Promise<T>,
): Promise<T> {
  let onEvent: (event: ProtocolEvent) => void = () => undefined
  const chromium = startChromium(flags, (event) => {
    onEvent(event)
  })
  const targets = createTargets(chromium, script)
  const requests: Browser['requests'] = new Map()
  const listeners = new Map<string, (signal: Signal) => void>()
  const nextSignal: Browser['nextSignal'] = (name) =>
    new Promise((resolve) => {
      listeners.set(name, resolve)
    })

  onEvent = ({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') void targets.attach(params.sessionId as string)
    else if (method === 'Target.detachedFromTarget') targets.detach(params.sessionId as string)
    else if (method === 'Runtime.bindingCalled') {
      const [name = '', value] = (params.payload as string).split(' ')
      const target = targets.find(sessionId ?? '')
      if (target) listeners.get(name)?.({ value: Number(value), target })
    } else recordRequest(requests, method, params)
  }

  async function start(): Promise<Browser> {
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    const page = await targets.attach(sessionId as string)
    return {
      page,
      requests,
      nextSignal,
      async open(url) {
        requests.clear()
        const loaded = nextSignal('loaded')
        await page.send('Page.navigate', { url })
        await loaded
      },
      throttle: (conditions) => targets.throttle(conditions),
    }
  }

  try {
    return await Promise.race([start().then(work), chromium.ended])
  } finally {
    await chromium.close()
  }
}

/** The attached targets, which all have the same conditions. */
function createTargets(chromium: Chromium, script: string) {
  const targets = new Map<string, Target>()
  let conditions: Conditions = { network: 'none', cpu: 1 }

  const applyConditions = ({ send }: Target) => [
    send('Network.emulateNetworkConditions', { offline: false, ...networks[conditions.network] }),
    send('Emulation.setCPUThrottlingRate', { rate: conditions.cpu }),
  ]

  return {
    find: (sessionId: string) => targets.get(sessionId),
    detach: (sessionId: string) => targets.delete(sessionId),
    async attach(sessionId: string): Promise<Target> {
      const target: Target = { send: (method, params) => chromium.send(method, params, sessionId) }
      targets.set(sessionId, target)
      // A frame may be removed before it is ready.
      await Promise.allSettled([
        target.send('Target.setAutoAttach', {
          autoAttach: true,
          waitForDebuggerOnStart: true,
          flatten: true,
        }),
        target.send('Page.enable'),
        target.send('Runtime.enable'),
        target.send('Network.enable'),
        target.send('Performance.enable'),
        target.send('Runtime.addBinding', { name: 'signal' }),
        target.send('Page.addScriptToEvaluateOnNewDocument', { source: `${LOADED}\n${script}` }),
        ...applyConditions(target),
      ])
      await target.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
      return target
    },
    async throttle(wanted: Conditions): Promise<void> {
      conditions = wanted
      await Promise.all([...targets.values()].flatMap(applyConditions))
    },
  }
}

/** Evaluates an expression in the target. */
export async function evaluate<T>(target: Target, expression: string): Promise<T> {
  const response = await target.send('Runtime.evaluate', { expression, returnByValue: true })
  if (response.exceptionDetails) throw new Error(JSON.stringify(response.exceptionDetails))
  return (response.result as { value: T }).value
}
