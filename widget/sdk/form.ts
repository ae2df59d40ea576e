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
import { resolveColorScheme, watchColorScheme } from './scheme.js'

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
}

/** Puts a session's form into `host`; throws a TypeError when `host` is not in a document. */
export function mountForm(host: HTMLElement, options: FormOptions, receive: FormMessages): Form {
  const { url, title, fonts, configuration, onLost } = options
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
    resize(payload) {
      if (!Number.isFinite(payload.height)) return
      setHeight(frame, payload.height)
      receive.resize(payload)
    },
    dressed(appearance) {
      if (!title) frame.title = appearance.title
      showAppearance(frame, appearance.colorScheme)
    },
  })
  const fallback = createFallback(host, frame, configuration)
  const stopWatching: () => void = watchLoading({ frame, opened, onFailure: fail })
  const stopWatchingLife = watchLife(frame, onLost)
  const [configure, stopFollowing] = followColorScheme(host, send)
  configure(configuration)
  if (fonts?.length) void sendFonts(fonts, send, receive.refused)

  function fail(event: ErrorEvent): void {
    stopWatching()
    fallback.show()
    receive.loaderror(event)
  }

  return {
    send,
    configure,
    fail,
    show(state) {
      host.setAttribute('data-capture-state', state)
      // The frame shows why it failed, so it must be visible even if its appearance has not come.
      if (state === 'failed') setStyle(frame, 'opacity', '1')
    },
    remove() {
      stopWatching()
      stopWatchingLife()
      stopFollowing()
      fallback.hide()
      close()
      frame.remove()
      host.removeAttribute('data-capture-state')
    },
  }
}

/** The message in place of the frame. */
function createFallback(host: HTMLElement, frame: HTMLIFrameElement, configuration: Configuration) {
  let remove: (() => void) | undefined
  return {
    show() {
      remove ??= showFallback(host, configuration)
      setStyle(frame, 'display', 'none')
    },
    hide() {
      remove?.()
      remove = undefined
      setStyle(frame, 'display', 'block')
    },
  }
}

/** Returns a function that sends settings, and again when `colorScheme: 'auto'` changes; and one that stops that. */
function followColorScheme(host: HTMLElement, send: Form['send']) {
  let current: Configuration = {}
  let stop: (() => void) | undefined
  function configure(changes: Configuration): void {
    current = { ...current, ...changes }
    send('configure', resolveColorScheme(host, changes))
    stop?.()
    stop = watchColorScheme(host, current, () => {
      configure({ appearance: current.appearance })
    })
  }
  return [configure, () => stop?.()] as const
}
