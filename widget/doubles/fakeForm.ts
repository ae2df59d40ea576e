/** A form without an iframe: a mark in the host element, and the handlers that the frame's messages would call. */
import { titles } from '../../contract/errors.js'
import type { Configuration } from '../protocol/appearance.js'
import type { ChangeEvent, ErrorEvent, FieldName } from '../protocol/messages.js'
import type { Form, FormMessages, FormOptions } from '../sdk/form.js'

/** A fake form on the page. */
export type MountedFake = {
  host: HTMLElement
  /** The element that stands for the form. */
  mark: Element
  /** What the page has set so far, by options and by `update`. */
  settings: Configuration
  /** What the page has asked of the form, in order: `submit`, `focus`, `blur` and `clear`. */
  asked: string[]
  receive: FormMessages
}

let all: MountedFake[] = []

/** The fake forms on the page, in the order of their mounting. One that the test has emptied away is none. */
export function mountedFakes(): readonly MountedFake[] {
  return all.filter(({ mark }) => mark.isConnected)
}

/** The error of a submit that sends nothing. `field` is the first one that the test has called invalid. */
function toValidationError({ fields }: ChangeEvent): ErrorEvent {
  const field = (Object.keys(fields) as FieldName[]).find((name) => fields[name]?.valid === false)
  const message = 'The cardholder has to correct a field.'
  return { code: 'validation_error', message, retryable: false, ...(field && { field }) }
}

/** Puts a fake form into `host`, as `mountForm` of the SDK does; throws a TypeError when `host` is not in a document. */
export function mountFakeForm(
  host: HTMLElement,
  { url, configuration }: FormOptions,
  receive: FormMessages,
): Form {
  if (!host.isConnected) throw new TypeError('ingo-capture: mount: the element is not in a document')
  const mark = host.ownerDocument.createElement('div')
  // The url's fragment is the session.
  mark.setAttribute('data-capture-fake', url.replace(/#.*/, ''))
  host.append(mark)
  let ending: ErrorEvent | undefined
  let shown: ChangeEvent | undefined
  const remembering: FormMessages = {
    ...receive,
    change(event) {
      shown = event
      receive.change(event)
    },
    error(event) {
      if (event.ended) ending = event
      receive.error(event)
    },
    expired(event) {
      ending = { code: 'session_expired', message: titles.session_expired, retryable: false, ended: true }
      receive.expired(event)
    },
  }
  const fake: MountedFake = { host, mark, settings: configuration, asked: [], receive: remembering }
  all.push(fake)
  return {
    send(name, payload) {
      // The page has given another session: the form accepts it.
      if (name === 'renew') {
        if ('url' in payload && typeof payload.url === 'string') receive.renew({ url: payload.url })
        return
      }
      fake.asked.push(name)
      if (name !== 'submit') return
      // As the real form does: a submit of a form that has ended gets the error that ended it.
      if (ending) receive.error(ending)
      // It checks what was typed before it sends anything.
      else if (shown?.valid === false) receive.error(toValidationError(shown))
      else receive.submitting({})
    },
    configure(changes) {
      fake.settings = { ...fake.settings, ...changes }
    },
    show(state) {
      host.setAttribute('data-capture-state', state)
    },
    fail: receive.loaderror,
    remove() {
      all = all.filter((other) => other !== fake)
      mark.remove()
      host.removeAttribute('data-capture-state')
    },
  }
}
