/** Mounts and unmounts the form, and mounts a new one when the page has removed its document. */
import { findCopy, hasOriginal } from './copies.js'
import { CaptureError, frameLost, outcomeUnknown } from './error.js'
import type { FormMessages, FormOptions, MountForm } from './form.js'
import { toIdle, toLoading, toRejected, type Lifecycle, type State } from './lifecycle.js'
import { resolveTarget } from './options.js'

/** At most this many lost forms are replaced within `LOSSES_MS` ms, because a page may remove every new form at once. */
const MAX_LOSSES = 4
const LOSSES_MS = 10_000

type Mounting = {
  mount: (target: string | Element) => void
  unmount: () => void
}

/** `options` returns the options of the next form, which `mountForm` appends to the host element. */
export function createMounting(
  lifecycle: Lifecycle,
  receive: FormMessages,
  options: () => Omit<FormOptions, 'onLost' | 'onRetry' | 'unmountForOther'>,
  mountForm: MountForm,
): Mounting {
  const { current, enter } = lifecycle
  const reportLostSubmit = createLossReport(lifecycle, receive)
  let target: string | Element
  let host: HTMLElement
  let losses: number[] = []

  function open(isFound = false): void {
    const idle = detach(lifecycle, current().queue)
    const unmountForOther = isFound ? unmount : withWarning(unmount)
    const form = mountForm(host, { ...options(), unmountForOther, onLost, onRetry: restart }, receive)
    enter(toLoading(idle, form))
    for (const call of idle.queue) form.send(...call)
  }

  function unmount(): void {
    const { form, queue } = current()
    queue?.splice(0)
    if (form) detach(lifecycle)
  }

  function onLost(): void {
    const { form } = current()
    reportLostSubmit()
    // A handler of the error event may have unmounted the form.
    if (current().form !== form) return
    const now = Date.now()
    losses = [...losses.filter((time) => now - time < LOSSES_MS), now]
    const place = losses.length > MAX_LOSSES ? undefined : findPlace(host, target)
    if (place) {
      const isFound = place !== host
      host = place
      // If the host was found again, the page may still mount a form there itself. That needs no warning.
      open(isFound)
    } else if (current().token) unmount()
    else if (!current().error) form?.fail(frameLost)
  }

  function restart(): void {
    losses = []
    open()
  }

  return {
    mount(given) {
      const { status, error } = current()
      if (status === 'destroyed') throw error
      host = resolveTarget(given)
      target = given
      restart()
    },
    unmount,
  }
}

/** An element has only one form. With two, the cardholder could fill in the one that the page does not listen to. */
function withWarning(unmount: () => void): () => void {
  return () => {
    // eslint-disable-next-line no-console -- the page's developer has no other way to hear of it
    console.warn('ingo-capture: mount: unmounted the form that was in this element')
    unmount()
  }
}

/** Takes the form off the page. With a `queue`, the calls in it wait for the next form. */
function detach({ current, enter }: Lifecycle, queue?: State['queue']) {
  const idle = toIdle(current(), queue)
  current().form?.remove()
  enter(idle)
  return idle
}

/** Returns a function that rejects a submit in flight with `outcome_unknown`. A second loss fires no second error event. */
function createLossReport({ current, apply }: Lifecycle, receive: FormMessages): () => void {
  let isReported = false
  return () => {
    const { pending, queue } = current()
    if (!pending || queue || pending.isAsked === false) return
    if (isReported && pending.follows) apply(toRejected, new CaptureError(outcomeUnknown))
    else receive.error(outcomeUnknown)
    isReported = true
  }
}

/** The host element. If it is gone: its copy, or the element that the selector now matches. */
function findPlace(host: HTMLElement, target: string | Element): HTMLElement | undefined {
  // In another document the form would have another parent window, or would not load because there is no window.
  if (host.isConnected && host.ownerDocument === document) return host
  const found =
    findCopy(host) ?? (typeof target === 'string' ? document.querySelector<HTMLElement>(target) : null)
  // The page has mounted another form there.
  return found && !hasOriginal(found) ? found : undefined
}
