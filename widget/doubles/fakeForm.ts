/** A form without an iframe: an empty element in the host element, and the handlers of the frame's messages. */
import { titles } from '../../contract/errors.js'
import type { Configuration } from '../protocol/appearance.js'
import type { ChangeEvent, ErrorEvent, FieldName } from '../protocol/messages.js'
import type { Form, FormMessages, FormOptions } from '../sdk/form.js'

/** A fake form on the page. */
export type MountedFake = {
  host: HTMLElement
  /** The element in place of the iframe. */
  mark: Element
  /** The page's settings: the options, with the changes of `update`. */
  settings: Configuration
  /** The page's calls to the form, in order: `submit`, `focus`, `blur` and `clear`. */
  asked: string[]
  receive: FormMessages
}

let all: MountedFake[] = []

/** The fake forms on the page, in the order of their mounting. Forms that a test has removed from the page are left out. */
export function mountedFakes(): readonly MountedFake[] {
  return all.filter(({ mark }) => mark.isConnected)
}

/** The error of a submit with invalid fields, which sends nothing. `field` is the first one that the test made invalid. */
function toValidationError({ fields }: ChangeEvent): ErrorEvent {
  const field = (Object.keys(fields) as FieldName[]).find((name) => fields[name]?.valid === false)
  const message = 'The cardholder has to correct a field.'
  return { code: 'validation_error', message, retryable: false, ...(field && { field }) }
}

/** Appends a fake form to `host`, like the SDK's `mountForm`. Throws a TypeError if `host` is not in a document. */
export function mountFakeForm(
  host: HTMLElement,
  { url, configuration }: FormOptions,
  receive: FormMessages,
): Form {
  if (!host.isConnected) throw new TypeError('ingo-capture: mount: the element is not in a document')
  const mark = host.ownerDocument.createElement('div')
  // Without the fragment, which is the session.
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
      // The page answers with a new session, and the form accepts it.
      if (name === 'renew') {
        if ('url' in payload && typeof payload.url === 'string') receive.renew({ url: payload.url })
        return
      }
      fake.asked.push(name)
      if (name !== 'submit') return
      // Like the real form, reject a submit of a form that has ended with the error that ended it.
      if (ending) receive.error(ending)
      // The real form validates before it sends anything.
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
