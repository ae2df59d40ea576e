/** One hosted widget: its states, its events, and what can be asked of it. */
import type { ErrorEvent, FieldName, TokenEvent } from '../protocol/messages.js'
import { createEmitter, type Emitter } from './emitter.js'
import { CaptureError, expiredEvent, gone } from './error.js'
import { eventNames, type CaptureEvents } from './events.js'
import { createFlight, type Flight } from './pendingSubmit.js'
import { mountForm, type Form } from './form.js'
import { checkOptions, checkUpdate, elementOf, type CaptureOptions, type CaptureUpdate } from './options.js'

/** Its functions may be taken apart: none needs its object. */
export type Capture = Pick<Emitter<CaptureEvents>, 'on' | 'once' | 'off'> & {
  /** Puts the form into an element (or the first that a selector matches). Mounting again moves it. */
  mount: (target: string | Element) => void
  /** Submits the form. One flight at a time: during one, the same promise. Rejects with CaptureError. */
  submit: () => Promise<TokenEvent>
  /** Changes looks, language or sentences; what was typed stays. */
  update: (changes: CaptureUpdate) => void
  /** Puts the cursor into a field; without one, into the first. */
  focus: (field?: FieldName) => void
  blur: () => void
  /** Empties the fields. */
  clear: () => void
  /** Takes the form off the page; what was typed is gone. */
  unmount: () => void
  /** Ends it for good: no event fires afterwards. */
  destroy: () => void
}

/** Makes a capture of one session; throws a TypeError for an option that can't work. */
export function create(options: CaptureOptions): Capture {
  const { url, title = '', fonts = [], submitButton = true, ...rest } = checkOptions(options)
  let configuration = { submitButton, ...rest }
  const events = createEmitter<CaptureEvents>(eventNames)
  let form: Form | undefined
  /** What was asked for before the form was ready: one that is moved meanwhile is asked again. */
  let waiting: ((form: Form) => void)[] = []
  let flight: Flight | undefined
  let token: TokenEvent | undefined
  let ready = false
  /** Why there is no form: a submit can't wait for it. */
  let failure: CaptureError | undefined
  let destroyed = false

  function end(settle: (flight: Flight) => void): void {
    const ended = flight
    flight = undefined
    if (ended) settle(ended)
  }

  function fail(event: ErrorEvent): CaptureError {
    const error = new CaptureError(event)
    // A form that may be sent again is ready; one that has no session, or has come to its end, is not.
    form?.show(failure || event.ended ? 'failed' : 'ready')
    end(({ reject }) => {
      reject(error)
    })
    return error
  }

  function failToLoad(event: ErrorEvent): void {
    failure = new CaptureError(event)
    tell('loaderror', fail(event))
  }

  /** A page without a form, or without the looks that it asked for, and without a word would be the worst of all. */
  function tell(name: 'error' | 'loaderror', error: CaptureError): void {
    if (!events.emit(name, error)) reportError(error)
  }

  /** To the form, and until it is ready to the next one that is mounted. */
  function ask(request: (form: Form) => void): void {
    if (form) request(form)
    if (!ready && !destroyed) waiting.push(request)
  }

  /** Passed on as it came. */
  function pass<Name extends 'change' | 'focus' | 'blur' | 'escape' | 'submit' | 'resize'>(name: Name) {
    return (payload: CaptureEvents[Name]): void => {
      events.emit(name, payload)
    }
  }

  const receive = {
    ready() {
      ready = true
      waiting = []
      failure = undefined
      form?.show('ready')
      if (flight) form?.send('submit', {})
      events.emit('ready', {})
    },
    change: pass('change'),
    focus: pass('focus'),
    blur: pass('blur'),
    escape: pass('escape'),
    submit: pass('submit'),
    resize: pass('resize'),
    submitting() {
      flight ??= createFlight()
      form?.show('submitting')
    },
    token(payload: TokenEvent) {
      if (token) return
      token = payload
      form?.show('tokenized')
      end(({ resolve }) => {
        resolve(payload)
      })
      events.emit('token', payload)
    },
    error(event: ErrorEvent) {
      events.emit('error', fail(event))
    },
    loaderror: failToLoad,
    refused(event: ErrorEvent) {
      const error = new CaptureError(event)
      // Of a form that is covered the page hears as of one that did not come; the form itself goes on.
      if (event.code === 'occluded') events.emit('loaderror', error)
      else tell('error', error)
    },
    expired() {
      failure = new CaptureError(expiredEvent)
      form?.show('failed')
      events.emit('expired', {})
    },
  }

  function takeAway(): void {
    form?.remove()
    form = undefined
    ready = false
    failure = undefined
  }

  function unmount(): void {
    waiting = []
    if (!form) return
    takeAway()
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
      // Moved before it was ready, it takes with it what it was asked for.
      if (ready) unmount()
      else takeAway()
      const mounted = mountForm(host, { url, title, fonts, configuration, receive, onFailure: failToLoad })
      form = mounted
      mounted.show('loading')
      for (const request of waiting) request(mounted)
    },
    submit() {
      if (token) return Promise.resolve(token)
      if (destroyed) return Promise.reject(gone('This capture was destroyed: create another.'))
      if (failure) return Promise.reject(failure)
      if (flight) return flight.promise
      flight = createFlight()
      if (ready) form?.send('submit', {})
      return flight.promise
    },
    update(changes) {
      configuration = { ...configuration, ...checkUpdate(changes) }
      form?.configure(changes)
    },
    focus(field) {
      ask(({ send }) => {
        send('focus', field ? { field } : {})
      })
    },
    blur() {
      ask(({ send }) => {
        send('blur', {})
      })
    },
    clear() {
      ask(({ send }) => {
        send('clear', {})
      })
    },
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
