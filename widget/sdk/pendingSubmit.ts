/** One submit in progress: every call of `submit()` during it returns the same promise. */
import type { TokenEvent } from '../protocol/messages.js'
import type { CaptureError } from './error.js'
import type { Form } from './form.js'

export type PendingSubmit = {
  promise: Promise<TokenEvent>
  resolve: (token: TokenEvent) => void
  reject: (error: CaptureError) => void
  /** True: an earlier form has sent the submit, and this form waits for its outcome. */
  follows?: boolean
  /** True: the form was asked to submit, so it may already have sent it. False: the form shows the review step. */
  isAsked?: boolean
}

/** Asks the form to submit. The message leaves after the caller's code, so a form that the caller removes sends nothing. */
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
  // A submit by the form's own button has no caller that could catch the rejection. The page gets the error event.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
