/** Watches a frame until its form is ready, and tells at which stage it failed. */
import type { ErrorEvent } from '../protocol/messages.js'
import { notOpened, notShown, refusedByPolicy, silent } from './error.js'

/** How long each stage may take, in ms: the document and its script, its first word, its session (it asks more than once). */
const limits = { document: 30_000, word: 5_000, session: 30_000 }
type Stage = keyof typeof limits

type Loading = {
  frame: HTMLIFrameElement
  /** Resolves with the handshake. */
  opened: Promise<unknown>
  /** Told once, at most. A form that comes later all the same is welcome. */
  onFailure: (event: ErrorEvent) => void
}

/** Returns what ends the watching. */
export function watchLoading({ frame, opened, onFailure }: Loading): () => void {
  const { origin } = new URL(frame.src)
  let stage: Stage
  let timer = 0
  let over = false

  function stop(): void {
    over = true
    clearTimeout(timer)
    frame.removeEventListener('load', loaded)
    frame.removeEventListener('error', refused)
    document.removeEventListener('securitypolicyviolation', violated)
  }

  function fail(event: ErrorEvent): void {
    if (over) return
    stop()
    onFailure(event)
  }

  function enter(next: Stage): void {
    if (over) return
    clearTimeout(timer)
    stage = next
    timer = window.setTimeout(() => {
      fail(failureAt(stage, frame, origin))
    }, limits[stage])
  }

  function loaded(): void {
    if (stage === 'document') enter('word')
  }

  function refused(): void {
    fail(notShown(origin))
  }

  function violated({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    const ours = effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)
    if (ours && disposition === 'enforce') fail(refusedByPolicy(origin))
  }

  frame.addEventListener('load', loaded)
  frame.addEventListener('error', refused)
  document.addEventListener('securitypolicyviolation', violated)
  enter('document')
  opened
    .then(() => {
      enter('session')
    })
    // Closed before anybody spoke.
    .catch(() => undefined)
  return stop
}

function failureAt(stage: Stage, frame: HTMLIFrameElement, origin: string): ErrorEvent {
  if (stage === 'session') return notOpened(origin)
  return hasArrived(frame.src) ? silent(origin) : notShown(origin)
}

/** Chromium alone tells a document of another origin from its own error page, by the size of what came. */
function hasArrived(url: string): boolean {
  const entries = performance.getEntriesByName(url) as Partial<PerformanceResourceTiming>[]
  return entries.some(({ decodedBodySize = 0 }) => decodedBodySize > 0)
}
