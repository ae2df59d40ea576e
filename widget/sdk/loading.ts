/** Watches a frame until its form is ready, and reports the stage at which it failed. */
import { isSupportedBrowser } from '../protocol/browser.js'
import type { ErrorEvent } from '../protocol/messages.js'
import {
  frameBlocked,
  frameBlockedByPolicy,
  frameLazy,
  handshakeTimeout,
  scriptBlocked,
  unsupportedBrowser,
} from './error.js'

/** How long each stage may take, in ms. The stage `session` includes the frame's own retries. */
const STAGE_LIMITS_MS = { document: 30_000, script: 5_000, session: 30_000 }
/**
 * How long an error event of the frame waits for a report of a policy violation that caused it, in ms. In Firefox either
 * may come first, and a load event may follow both.
 */
const POLICY_REPORT_MS = 500
type Stage = keyof typeof STAGE_LIMITS_MS

type Loading = {
  frame: HTMLIFrameElement
  /** The session's url. The frame's `src` may lack it, because a consent tool may withhold it. */
  url: string
  /** Resolves with the handshake. */
  opened: Promise<unknown>
  /** Called at most once. The form may still become ready afterwards. */
  onFailure: (event: ErrorEvent) => void
}

/** Whether this is a test environment that loads no frame and reports no load failure. A server may have no navigator. */
export const loadsNothing = (): boolean =>
  /\b(?:jsdom|HappyDOM)\//.test((globalThis as Partial<typeof globalThis>).navigator?.userAgent ?? '')

/** Starts watching; returns the function that stops it. */
export function watchLoading({ frame, url, opened, onFailure }: Loading): () => void {
  if (loadsNothing()) return () => undefined
  const { origin } = new URL(url)
  let stage: Stage
  let timer = 0
  let stopped = false

  function stop(): void {
    stopped = true
    clearTimeout(timer)
    frame.removeEventListener('load', onLoad)
    frame.removeEventListener('error', onFrameError)
    document.removeEventListener('securitypolicyviolation', onPolicyViolation)
  }

  function fail(event: ErrorEvent): void {
    stop()
    onFailure(event)
  }

  function enter(next: Stage): void {
    if (stopped) return
    clearTimeout(timer)
    stage = next
    timer = window.setTimeout(() => {
      if (isDelayed(frame)) enter('document')
      else fail(loadFailure(stage, origin, frame))
    }, STAGE_LIMITS_MS[stage])
  }

  function onLoad(): void {
    if (stage === 'document') enter('script')
  }

  function onFrameError(): void {
    stage = 'script'
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      fail(frameBlocked(origin))
    }, POLICY_REPORT_MS)
  }

  function onPolicyViolation(event: SecurityPolicyViolationEvent): void {
    const { disposition, effectiveDirective, blockedURI } = event
    const isForm = effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)
    if (isForm && disposition === 'enforce') fail(frameBlockedByPolicy(origin))
  }

  frame.addEventListener('load', onLoad)
  frame.addEventListener('error', onFrameError)
  document.addEventListener('securitypolicyviolation', onPolicyViolation)
  enter('document')
  opened
    .then(() => {
      enter('session')
    })
    // The connection was closed before the handshake.
    .catch(() => undefined)
  return stop
}

/**
 * Whether the browser has a reason not to load the frame yet. In a prerendered page, it loads no cross-origin frame before
 * the page is visited. A frame that a script made lazy is not loaded below the window, or in an element that isn't shown.
 */
function isDelayed(frame: HTMLIFrameElement): boolean | undefined {
  const { top, bottom } = frame.getBoundingClientRect()
  const { prerendering } = document as { prerendering?: boolean }
  return prerendering || (frame.loading === 'lazy' && (top > innerHeight || bottom <= 0))
}

function loadFailure(stage: Stage, origin: string, { src, loading }: HTMLIFrameElement): ErrorEvent {
  if (!isSupportedBrowser()) return unsupportedBrowser
  if (stage === 'session') return handshakeTimeout(origin)
  if (loading === 'lazy') return frameLazy
  return hasLoaded(src) ? scriptBlocked(origin) : frameBlocked(origin)
}

/** Only Chromium tells a cross-origin document from the browser's error page: the document's body has a size. */
function hasLoaded(url: string): boolean {
  // Undefined in jsdom and under fake timers.
  const timings = performance as Partial<Performance>
  const entries: Partial<PerformanceResourceTiming>[] = timings.getEntriesByName?.(url) ?? []
  return entries.some(({ decodedBodySize = 0 }) => decodedBodySize > 0)
}
