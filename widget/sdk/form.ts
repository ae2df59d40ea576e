/** The form on the page: its frame, the connection to it, and the message in its place when it doesn't load. */
import type { Configuration } from '../protocol/appearance.js'
import type { Connection } from '../protocol/connect.js'
import type { ErrorEvent, HostMessages } from '../protocol/messages.js'
import { showFallback } from './fallback.js'
import { sendFonts, type Font } from './fonts.js'
import { mountFrame, setHeight, setStyle, showAppearance, type FrameOptions, type Receive } from './iframe.js'
import { watchLife } from './life.js'
import { watchLoading } from './loading.js'
import { endPreload } from './preload.js'
import { addBackdrop, watchBackdrop } from './scheme.js'

/** What `data-capture-state` on the host element can be while a form is mounted. */
export type CaptureState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

export type Form = {
  send: Connection<HostMessages>['send']
  configure: (changes: Configuration) => void
  /** Sets `data-capture-state` on the host element. */
  show: (state: CaptureState) => void
  /** Shows the message in place of the form, and reports why. */
  fail: (event: ErrorEvent) => void
  /** Removes the frame, its listeners and its timers from the page. */
  remove: () => void
}

/** Handlers of the frame's messages. `loaderror` is also for a frame that doesn't load; `ready` may still follow. */
export type FormMessages = Omit<Receive, 'dressed'>

export type FormOptions = FrameOptions & {
  fonts?: Font[]
  /** Called when the frame's document is gone. */
  onLost: () => void
  /** Called by the button of the panel in place of a form that did not load. */
  onRetry: () => void
}

/** As `mountForm`. The unit test entry has a fake. */
export type MountForm = (host: HTMLElement, options: FormOptions, receive: FormMessages) => Form

/** Puts a session's form into `host`; throws a TypeError when `host` is not in a document. */
export function mountForm(host: HTMLElement, options: FormOptions, receive: FormMessages): Form {
  const { url, title, fonts, configuration } = options
  const { frame, send, opened, close } = mountFrame(host, options, {
    ...receive,
    ready(payload) {
      stopWatching()
      fallback.hide()
      endPreload(url)
      receive.ready(payload)
    },
    loaderror(event) {
      stopWatching()
      receive.loaderror(event)
    },
    expired(payload) {
      stopWatching()
      receive.expired(payload)
    },
    resize(payload) {
      if (!(payload.height >= 0)) return
      setHeight(frame, payload.height)
      receive.resize(payload)
    },
    dressed(appearance) {
      if (!title) frame.title = appearance.title
      showAppearance(frame, appearance.colorScheme)
    },
  })
  const fallback = createFallback(host, frame, options)
  const stopWatching: () => void = watchLoading({ frame, url, opened, onFailure: fail })
  const [show, keepState] = createStateMark(host, frame)
  const stopWatchingLife = watchLife(frame, options.onLost, keepState)
  const [configure, stopFollowing] = followColorScheme(host, send, configuration)
  if (fonts?.length) void sendFonts(fonts, send, receive.refused)

  function fail(event: ErrorEvent): void {
    stopWatching()
    fallback.show(event)
    receive.loaderror(event)
  }

  return {
    send,
    configure,
    fail,
    show,
    remove() {
      stopWatching()
      stopWatchingLife()
      stopFollowing()
      fallback.hide()
      close()
      frame.remove()
      show()
    },
  }
}

/**
 * Returns the function that marks the host element with the state of its form, and one that does it again: a framework that
 * morphs the page's HTML removes what it did not write.
 */
function createStateMark({ dataset }: HTMLElement, frame: HTMLIFrameElement) {
  let shown: CaptureState | undefined
  function keep(): void {
    if (!shown) delete dataset.captureState
    else if (shown !== dataset.captureState) dataset.captureState = shown
  }
  function show(state?: CaptureState): void {
    shown = state
    keep()
    // The frame shows why it failed, so it must be visible even if its appearance has not come.
    if (state === 'failed') setStyle(frame, 'opacity', '1')
  }
  return [show, keep] as const
}

/** The panel in place of the frame. */
function createFallback(host: HTMLElement, frame: HTMLIFrameElement, options: FormOptions) {
  let remove: (() => void) | undefined
  return {
    show(event: ErrorEvent) {
      remove ??= showFallback(host, event, options.configuration, options.onRetry)
      setStyle(frame, 'display', 'none')
    },
    hide() {
      remove?.()
      remove = undefined
      setStyle(frame, 'display', 'block')
    },
  }
}

/** Sends the first settings; returns a function that sends others, again when the page behind `colorScheme: 'auto'` changes; and one that stops that. */
function followColorScheme(host: HTMLElement, send: Form['send'], first: Configuration) {
  let current: Configuration = {}
  let stop: (() => void) | undefined
  function configure(changes: Configuration): void {
    current = { ...current, ...changes }
    send('configure', addBackdrop(host, changes))
    stop?.()
    stop = watchBackdrop(host, current, () => {
      configure({ appearance: current.appearance })
    })
  }
  configure(first)
  return [configure, () => stop?.()] as const
}
