/** The form on the page: its frame, the door to it, and what stands in its place when it doesn't come. */
import type { Configuration } from '../protocol/appearance.js'
import type { Connection } from '../protocol/connect.js'
import type { ErrorEvent, HostMessages } from '../protocol/messages.js'
import { fontFailed } from './error.js'
import { showFallback } from './fallback.js'
import { fetchFonts, type Font } from './fonts.js'
import { mountFrame, setHeight, showDressed, type Receive } from './iframe.js'
import { watchLoading } from './loading.js'
import { endPreload } from './preload.js'
import { suited, watchScheme } from './scheme.js'

export type CaptureState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

export type Form = {
  send: Connection<HostMessages>['send']
  configure: (configuration: Configuration) => void
  /** Says on the host element where the form is. */
  show(state: CaptureState): void
  /** Takes it off the page: nothing is left of it. */
  remove(): void
}

type Options = {
  url: string
  title: string
  fonts: Font[]
  configuration: Configuration
  receive: Omit<Receive, 'dressed'>
  /** It has not come. It may all the same, later: then `ready` is received. */
  onFailure: (event: ErrorEvent) => void
}

/** Puts a session's form into `host`. */
export function mountForm(host: HTMLElement, options: Options): Form {
  const { url, title, fonts, configuration, receive, onFailure } = options
  let hideFallback: (() => void) | undefined
  const { frame, connection, remove } = mountFrame(host, {
    url,
    title,
    configuration,
    receive: {
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
      dressed(dress) {
        if (!title) frame.title = dress.title
        showDressed(frame, dress.colorScheme)
      },
    },
  })
  const stopWatching: () => void = watchLoading({
    frame,
    opened: connection.opened,
    onFailure(event) {
      const hide = showFallback(host, configuration)
      frame.style.display = 'none'
      hideFallback = () => {
        hide()
        frame.style.display = 'block'
      }
      onFailure(event)
    },
  })
  let worn = configuration
  let stopScheme: (() => void) | undefined
  function configure(changes: Configuration): void {
    worn = { ...worn, ...changes }
    connection.send('configure', suited(host, changes))
    stopScheme?.()
    stopScheme = watchScheme(worn, () => {
      configure({ appearance: worn.appearance })
    })
  }
  configure(configuration)
  if (fonts.length > 0) {
    void fetchFonts(fonts, (family) => {
      receive.refused(fontFailed(family))
    }).then((faces) => {
      connection.send('fonts', { fonts: faces })
    })
  }

  return {
    send: connection.send,
    configure,
    show(state) {
      host.setAttribute('data-capture-state', state)
      // Whatever a form that failed shows must be seen.
      if (state === 'failed') frame.style.opacity = ''
    },
    remove() {
      stopWatching()
      stopScheme?.()
      hideFallback?.()
      remove()
      host.removeAttribute('data-capture-state')
    },
  }
}
