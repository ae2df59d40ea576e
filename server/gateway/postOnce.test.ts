/** What undici's dispatch may do at odd times: nothing is sent late, and no timer is left. */
import type { Dispatcher } from 'undici'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { postOnce, TimeoutError } from './postOnce.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const sent = { path: '/', body: Buffer.from('{}'), headers: {} }

/** A dispatcher that does nothing by itself. */
function start(ms = 1000) {
  const given: Dispatcher.DispatchHandler[] = []
  const dispatch = (_options: unknown, handler: Dispatcher.DispatchHandler) => given.push(handler) > 0
  const answer = postOnce({ dispatch } as unknown as Dispatcher, sent, ms, 10)
  answer.catch(() => undefined)
  const [handler] = given
  const abort = vi.fn()
  const controller = { abort } as unknown as Dispatcher.DispatchController
  return { answer, handler, abort, controller }
}

it('what waited for a connection until its time was over is never sent', async () => {
  const { answer, handler, abort, controller } = start()
  vi.advanceTimersByTime(1001)
  await expect(answer).rejects.toMatchObject({ name: 'TimeoutError', started: false })
  handler?.onRequestStart?.(controller, {})
  expect(abort).toHaveBeenCalledOnce()
})

it('what was under way is cut off, and may have been processed', async () => {
  const { answer, handler, abort, controller } = start()
  handler?.onRequestStart?.(controller, {})
  vi.advanceTimersByTime(1001)
  await expect(answer).rejects.toBeInstanceOf(TimeoutError)
  await expect(answer).rejects.toMatchObject({ started: true })
  expect(abort).toHaveBeenCalledOnce()
})

it('an error ends the timer too', async () => {
  const { answer, handler, controller } = start()
  handler?.onResponseError?.(controller, new Error('reset'))
  await expect(answer).rejects.toThrow('reset')
  expect(vi.getTimerCount()).toBe(0)
})

it('an answer that is too long is no body, and is read no further', async () => {
  const { answer, handler, abort, controller } = start()
  handler?.onRequestStart?.(controller, {})
  handler?.onResponseStart?.(controller, 200, {})
  handler?.onResponseData?.(controller, Buffer.alloc(11))
  expect(await answer).toMatchObject({ http: 200, body: undefined })
  expect(abort).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})
