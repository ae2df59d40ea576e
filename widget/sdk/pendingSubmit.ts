/** One submit in progress: every call of `submit()` during it returns the same promise. */
import type { TokenEvent } from '../protocol/messages.js'
import type { CaptureError } from './error.js'
import type { Form } from './form.js'

export type PendingSubmit = {
  promise: Promise<TokenEvent>
  resolve: (token: TokenEvent) => void
  reject: (error: CaptureError) => void
  /** An earlier form has sent it, and this one waits for the outcome. */
  follows?: boolean
  /** The form has been asked to submit, and may have sent it before the page hears of it. False: it reads back what was typed. */
  isAsked?: boolean
}

/** Asks the form to submit. The message leaves after the caller's own code: a form that it removes at once sends nothing. */
export function askToSubmit(form: Form, pending: PendingSubmit): void {
  form.send('submit', {})
  queueMicrotask(() => {
    pending.isAsked = true
  })
}

/** Starts a submit; `resolve` or `reject` settles its promise. */
export function createPendingSubmit(): PendingSubmit {
  let resolve!: PendingSubmit['resolve']
  let reject!: PendingSubmit['reject']
  const promise = new Promise<TokenEvent>((...settle) => {
    ;[resolve, reject] = settle
  })
  // A submit by the form's own button has no caller that could catch the rejection; the page gets the event.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
