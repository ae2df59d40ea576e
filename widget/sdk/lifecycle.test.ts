import { expect, it, vi } from 'vitest'
import { CaptureError } from './error.js'
import type { Form } from './form.js'
import {
  createLifecycle,
  toDestroyed,
  toFailed,
  toIdle,
  toLoading,
  toReady,
  toRejected,
  toSubmitting,
  toTokenized,
} from './lifecycle.js'
import { askToSubmit, createPendingSubmit } from './pendingSubmit.js'
import { createReceive } from './receive.js'

const token = { customer_account_token: 'tok', account_type: 'card' } as const
const declined = new CaptureError({ code: 'card_declined', message: 'declined', retryable: false })
const expired = new CaptureError({ code: 'session_expired', message: 'expired', retryable: false })

/** A lifecycle with a mounted form, and each status that the host element showed. */
function mount() {
  const shown: string[] = []
  const form: Form = {
    send: vi.fn(),
    configure: vi.fn(),
    show: (status) => shown.push(status),
    fail: vi.fn(),
    remove: vi.fn(),
  }
  const lifecycle = createLifecycle()
  lifecycle.enter(toLoading(toIdle(lifecycle.current(), []), form))
  return { ...lifecycle, form, shown }
}

/** The result of the submit in progress. */
function submitted({ current }: Pick<ReturnType<typeof mount>, 'current'>): Promise<unknown> {
  return current().pending?.promise.catch((error: unknown) => error) ?? Promise.resolve('no submit')
}

it('goes from loading to tokenized, and resolves the submit in progress', async () => {
  const capture = mount()
  capture.apply(toReady)
  capture.apply(toSubmitting)
  const result = submitted(capture)
  capture.apply(toTokenized, token)
  expect(await result).toBe(token)
  expect(capture.shown).toEqual(['loading', 'ready', 'submitting', 'tokenized'])
  expect(capture.current()).toEqual({ status: 'tokenized', form: capture.form, token })
})

it.each([
  [undefined, 'ready'],
  [true, 'failed'],
])('rejects the submit in progress; with ended = %s, the status becomes %s', async (ended, status) => {
  const capture = mount()
  capture.apply(toReady)
  capture.apply(toSubmitting)
  const result = submitted(capture)
  capture.apply(toRejected, declined, ended)
  expect(await result).toBe(declined)
  expect(capture.current().status).toBe(status)
  expect(capture.current().pending).toBeUndefined()
})

it('keeps the submit in progress when the session expires, and stays failed when it is rejected', async () => {
  const capture = mount()
  capture.apply(toReady)
  capture.apply(toSubmitting)
  const result = submitted(capture)
  capture.apply(toFailed, expired)
  expect(capture.current()).toMatchObject({ status: 'failed', error: expired })
  capture.apply(toRejected, declined)
  expect(await result).toBe(declined)
  expect(capture.current()).toMatchObject({ status: 'failed', error: expired })
})

it('becomes ready after a load failure, without its error and its queue', () => {
  const capture = mount()
  capture.apply(toFailed, expired)
  expect(capture.current().queue).toEqual([])
  capture.apply(toReady)
  expect(capture.current()).toEqual({ status: 'ready', form: capture.form })
})

it.each([
  ['in the same turn', false, 'internal'],
  ['before the frame reports whether it has sent anything', true, 'outcome_unknown'],
])('rejects a submit when the form is unmounted %s', async (_title, isLater, code) => {
  const { apply, enter, current, form } = mount()
  const pending = createPendingSubmit()
  apply(toReady)
  enter({ ...current(), pending } as ReturnType<typeof current>)
  askToSubmit(form, pending)
  if (isLater) await Promise.resolve()
  const result = submitted({ current })
  enter(toIdle(current()))
  expect(await result).toMatchObject({ code })
})

it('rejects a submit as not sent when the form is unmounted during the review step', async () => {
  const { apply, enter, current, form } = mount()
  const receive = createReceive({ apply, enter, current }, () => true, { url: '' })
  const pending = createPendingSubmit()
  apply(toReady)
  enter({ ...current(), pending } as ReturnType<typeof current>)
  askToSubmit(form, pending)
  await Promise.resolve()
  const result = submitted({ current })
  receive.reviewing({})
  enter(toIdle(current()))
  expect(await result).toMatchObject({
    code: 'internal',
    message: expect.stringContaining('before it was submitted') as string,
  })
})

it('rejects a submit as unknown when the form is unmounted after it was sent', async () => {
  const { apply, enter, current } = mount()
  apply(toReady)
  apply(toSubmitting)
  const result = submitted({ current })
  enter(toIdle(current()))
  expect(await result).toMatchObject({ code: 'outcome_unknown' })
})

it('keeps the token when the form is unmounted, and when the capture is destroyed', () => {
  const { apply, enter, current } = mount()
  apply(toTokenized, token)
  enter(toIdle(current()))
  expect(current()).toEqual({ status: 'idle', queue: [], token })
  enter(toDestroyed(current()))
  expect(current()).toMatchObject({ status: 'destroyed', token })
})

it('ignores a message of the frame while no form is mounted', () => {
  const { apply, enter, current, shown } = mount()
  enter(toIdle(current()))
  apply(toReady)
  expect(current().status).toBe('idle')
  expect(shown).toEqual(['loading'])
})
