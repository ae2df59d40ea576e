/** One hosted widget: its iframe, its states, its events. */
import type { ErrorEvent, FieldName, TokenEvent } from '../protocol/messages.js'
import { createEmitter, type Emitter } from './emitter.js'
import { CaptureError, fontFailed, gone, handshakeTimeout } from './error.js'
import type { CaptureEvents } from './events.js'
import { createFlight, type Flight } from './flight.js'
import { fetchFonts } from './fonts.js'
import { mountFrame, setHeight, showDressed, type Mounted, type Receive } from './iframe.js'
import { checkOptions, checkUpdate, elementOf, type CaptureOptions, type CaptureUpdate } from './options.js'

const HANDSHAKE_TIMEOUT_MS = 15_000

export type CaptureState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

export type Capture = Pick<Emitter<CaptureEvents>, 'on' | 'once' | 'off'> & {
  /** Puts the form into an element (or the first that a selector matches). Mounting again moves it. */
  mount(target: string | Element): void
  /** Submits the form. One flight at a time: during one, the same promise. Rejects with CaptureError. */
  submit(): Promise<TokenEvent>
  /** Changes looks, language or sentences; what was typed stays. */
  update(changes: CaptureUpdate): void
  /** Puts the cursor into a field; without one, into the first. */
  focus(field?: FieldName): void
  blur(): void
  /** Empties the fields. */
  clear(): void
  /** Takes the form off the page; what was typed is gone. */
  unmount(): void
  /** Ends it for good: no event fires afterwards. */
  destroy(): void
}

/** Makes a capture of one session; throws a TypeError for an option that can't work. */
export function create(options: CaptureOptions): Capture {
  const { url, title = '', fonts = [], submitButton = true, ...rest } = checkOptions(options)
  let configuration = { submitButton, ...rest }
  const events = createEmitter<CaptureEvents>()
  let mounted: Mounted | undefined
  let timer = 0
  let flight: Flight | undefined
  let token: TokenEvent | undefined
  let ready = false
  /** Why it never became ready: a submit can't wait for it. */
  let failure: CaptureError | undefined
  let destroyed = false

  function setState(state: CaptureState): void {
    mounted?.host.setAttribute('data-capture-state', state)
    // Whatever a form that failed shows must be seen.
    if (state === 'failed' && mounted) mounted.frame.style.opacity = ''
  }

  function end(settle: (flight: Flight) => void): void {
    const ended = flight
    flight = undefined
    if (ended) settle(ended)
  }

  function fail(name: 'error' | 'loaderror', event: ErrorEvent): void {
    const error = new CaptureError(event)
    clearTimeout(timer)
    if (name === 'loaderror') failure = error
    // A form that may be sent again is ready; one that never loaded, or has no attempts left, is not.
    setState(name === 'loaderror' || event.attempts_left === 0 ? 'failed' : 'ready')
    end(({ reject }) => {
      reject(error)
    })
    events.emit(name, error)
  }

  /** Passed on as it came. */
  function pass<Name extends 'change' | 'focus' | 'blur' | 'escape' | 'submit' | 'expired'>(name: Name) {
    return (payload: CaptureEvents[Name]): void => {
      events.emit(name, payload)
    }
  }

  const receive: Receive = {
    ready() {
      clearTimeout(timer)
      ready = true
      setState('ready')
      if (flight) mounted?.connection.send('submit', {})
      events.emit('ready', {})
    },
    change: pass('change'),
    focus: pass('focus'),
    blur: pass('blur'),
    escape: pass('escape'),
    submit: pass('submit'),
    expired: pass('expired'),
    submitting() {
      flight ??= createFlight()
      setState('submitting')
    },
    token(payload) {
      if (token) return
      token = payload
      setState('tokenized')
      end(({ resolve }) => {
        resolve(payload)
      })
      events.emit('token', payload)
    },
    error(event) {
      fail('error', event)
    },
    loaderror(event) {
      fail('loaderror', event)
    },
    refused(event) {
      events.emit('error', new CaptureError(event))
    },
    resize({ height }) {
      if (!mounted || !Number.isFinite(height)) return
      setHeight(mounted.frame, height)
      events.emit('resize', { height })
    },
    dressed(dress) {
      if (!mounted) return
      if (!title) mounted.frame.title = dress.title
      showDressed(mounted.frame, dress.colorScheme)
    },
  }

  function unmount(): void {
    if (!mounted) return
    clearTimeout(timer)
    mounted.remove()
    mounted.host.removeAttribute('data-capture-state')
    mounted = undefined
    ready = false
    failure = undefined
    end(({ reject }) => {
      reject(gone('The form was taken off the page before it was submitted.'))
    })
  }

  return {
    on: events.on,
    once: events.once,
    off: events.off,
    mount(target) {
      if (destroyed) throw gone('This capture was destroyed: create another.')
      const host = elementOf(target)
      unmount()
      const mount = mountFrame(host, { url, title, configuration, receive })
      mounted = mount
      mount.connection.send('configure', configuration)
      if (fonts.length > 0) {
        void fetchFonts(fonts, (family) => {
          receive.refused(fontFailed(family))
        }).then((faces) => {
          mount.connection.send('fonts', { fonts: faces })
        })
      }
      timer = window.setTimeout(() => {
        fail('loaderror', handshakeTimeout)
      }, HANDSHAKE_TIMEOUT_MS)
      setState('loading')
    },
    submit() {
      if (token) return Promise.resolve(token)
      if (destroyed) return Promise.reject(gone('This capture was destroyed: create another.'))
      if (failure) return Promise.reject(failure)
      if (flight) return flight.promise
      flight = createFlight()
      if (ready) mounted?.connection.send('submit', {})
      return flight.promise
    },
    update(changes) {
      configuration = { ...configuration, ...checkUpdate(changes) }
      mounted?.connection.send('configure', changes)
    },
    focus: (field) => mounted?.connection.send('focus', field ? { field } : {}),
    blur: () => mounted?.connection.send('blur', {}),
    clear: () => mounted?.connection.send('clear', {}),
    unmount,
    destroy() {
      destroyed = true
      unmount()
      end(({ reject }) => {
        reject(gone('This capture was destroyed.'))
      })
      events.close()
    },
  }
}
