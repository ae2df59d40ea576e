/** The form on the page: its frame, the connection to it, and the message in its place when it doesn't load. */
import type { Configuration } from '../protocol/appearance.js'
import type { Connection } from '../protocol/connect.js'
import type { HostMessages } from '../protocol/messages.js'
import { showFallback } from './fallback.js'
import { sendFonts, type Font } from './fonts.js'
import { mountFrame, setHeight, setStyle, showAppearance, type FrameOptions, type Receive } from './iframe.js'
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
  /** Removes the frame, its listeners and its timers from the page. */
  remove: () => void
}

/** Handlers of the frame's messages. `loaderror` is also for a frame that doesn't load; `ready` may still follow. */
export type FormMessages = Omit<Receive, 'dressed'>

type Options = FrameOptions & { fonts?: Font[] }

/** Puts a session's form into `host`; throws a TypeError when `host` is not in a document. */
export function mountForm(host: HTMLElement, options: Options, receive: FormMessages): Form {
  const { url, title, fonts, configuration } = options
  let hideFallback: (() => void) | undefined
  const { frame, send, opened, close } = mountFrame(host, options, {
    ...receive,
    ready(payload) {
      stopWatching()
      hideFallback?.()
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
  const stopWatching: () => void = watchLoading({
    frame,
    opened,
    onFailure(event) {
      const hide = showFallback(host, configuration)
      setStyle(frame, 'display', 'none')
      hideFallback = () => {
        hide()
        setStyle(frame, 'display', 'block')
      }
      receive.loaderror(event)
    },
  })
  const [configure, stopFollowing] = followColorScheme(host, send)
  configure(configuration)
  if (fonts?.length) void sendFonts(fonts, send, receive.refused)

  return {
    send,
    configure,
    show(state) {
      host.setAttribute('data-capture-state', state)
      // The frame shows why it failed, so it must be visible even if its appearance has not come.
      if (state === 'failed') setStyle(frame, 'opacity', '1')
    },
    remove() {
      stopWatching()
      stopFollowing()
      hideFallback?.()
      close()
      frame.remove()
      host.removeAttribute('data-capture-state')
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
