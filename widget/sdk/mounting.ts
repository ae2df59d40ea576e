/** The form's place on the page: mounts it, unmounts it, and mounts it again when the page has taken its document away. */
import { findCopy, hasOriginal } from './copies.js'
import { frameLost, outcomeUnknown } from './error.js'
import { mountForm, type FormMessages, type FormOptions } from './form.js'
import { toIdle, toLoading, type Lifecycle, type State } from './lifecycle.js'
import { resolveTarget } from './options.js'

/** So many new forms are made within this time, in ms: a page may remove each one as soon as it is there. */
const MAX_LOSSES = 4
const LOSSES_MS = 10_000

type Mounting = {
  mount: (target: string | Element) => void
  unmount: () => void
}

/** `options` are those of the next form. */
export function createMounting(
  { current, enter }: Lifecycle,
  receive: FormMessages,
  options: () => Omit<FormOptions, 'onLost'>,
): Mounting {
  let target: string | Element
  let host: HTMLElement
  let losses: number[] = []

  function detach(queue?: State['queue']) {
    const idle = toIdle(current(), queue)
    current().form?.remove()
    enter(idle)
    return idle
  }

  function open(unmountForOther?: () => void): void {
    const idle = detach(current().queue)
    const form = mountForm(host, { ...options(), unmountForOther, onLost }, receive)
    enter(toLoading(idle, form))
    for (const call of idle.queue) form.send(...call)
  }

  function unmount(): void {
    const { form, queue } = current()
    queue?.splice(0)
    if (form) detach()
  }

  function onLost(): void {
    const { form, pending, queue } = current()
    if (pending && !queue) receive.error(outcomeUnknown)
    // A handler may have unmounted the form.
    if (current().form !== form) return
    const now = Date.now()
    losses = [...losses.filter((time) => now - time < LOSSES_MS), now]
    const place = losses.length > MAX_LOSSES ? undefined : findPlace(host, target)
    if (place) {
      const isFound = place !== host
      host = place
      // The page may still mount a form there itself.
      open(isFound ? unmount : undefined)
    } else if (current().token) unmount()
    else form?.fail(frameLost)
  }

  return {
    mount(given) {
      const { status, error } = current()
      if (status === 'destroyed') throw error
      host = resolveTarget(given)
      target = given
      losses = []
      open()
    },
    unmount,
  }
}

/** The host element; when it is gone, its copy, or the element that takes its place. */
function findPlace(host: HTMLElement, target: string | Element): HTMLElement | undefined {
  // A document without a window, such as a parser's, loads no frame.
  if (host.isConnected && host.ownerDocument.defaultView) return host
  const found =
    findCopy(host) ?? (typeof target === 'string' ? document.querySelector<HTMLElement>(target) : null)
  // The page has mounted another form there.
  return found && !hasOriginal(found) ? found : undefined
}
