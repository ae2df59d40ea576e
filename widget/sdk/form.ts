/** The form on the page: its frame, the connection to the frame, and the panel that replaces a form that doesn't load. */
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

/** The values of `data-capture-state` on the host element while a form is mounted. */
export type CaptureState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

export type Form = {
  send: Connection<HostMessages>['send']
  configure: (changes: Configuration) => void
  /** Sets `data-capture-state` on the host element. */
  show: (state: CaptureState) => void
  /** Shows the error's panel in place of the form, and reports a `loaderror`. */
  fail: (event: ErrorEvent) => void
  /** Removes the frame, its listeners and its timers from the page. */
  remove: () => void
}

/** Handlers of the frame's messages. `loaderror` is also called if the frame doesn't load. `ready` may still follow. */
export type FormMessages = Omit<Receive, 'dressed'>

export type FormOptions = FrameOptions & {
  fonts?: Font[]
  /** Called when the frame's document is gone. */
  onLost: () => void
  /** Called by the button of the panel in place of a form that did not load. */
  onRetry: () => void
}

/** The type of `mountForm`. The unit test entry has a fake. */
export type MountForm = (host: HTMLElement, options: FormOptions, receive: FormMessages) => Form

/** Appends a session's form to `host`. Throws a TypeError if `host` is not in a document. */
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
 * Returns two functions: `show` sets `data-capture-state` on the host element, and `keep` restores it. A framework that
 * morphs the page's HTML removes attributes that it did not write.
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
    // The frame shows the error, so it must be visible even if its appearance has not arrived.
    if (state === 'failed') setStyle(frame, 'opacity', '1')
  }
  return [show, keep] as const
}

/** Shows and hides the error panel, and hides the frame meanwhile. */
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

/**
 * Sends the first settings. Returns a function that sends changed settings, and one that stops. With `colorScheme: 'auto'`
 * the appearance is sent again when the page's background changes.
 */
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
