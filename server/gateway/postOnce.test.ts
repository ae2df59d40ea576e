/** Edge cases in the timing of undici's dispatch. */
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
  const response = postOnce({ dispatch } as unknown as Dispatcher, sent, ms, 10)
  response.catch(() => undefined)
  const [handler] = given
  const abort = vi.fn()
  const controller = { abort } as unknown as Dispatcher.DispatchController
  return { response, handler, abort, controller }
}

it('never sends a request that timed out while it waited for a connection', async () => {
  const { response, handler, abort, controller } = start()
  vi.advanceTimersByTime(1001)
  await expect(response).rejects.toMatchObject({ name: 'TimeoutError', started: false })
  handler?.onRequestStart?.(controller, {})
  expect(abort).toHaveBeenCalledOnce()
})

it('aborts a request in flight at its time-out, and reports that it was started', async () => {
  const { response, handler, abort, controller } = start()
  handler?.onRequestStart?.(controller, {})
  vi.advanceTimersByTime(1001)
  await expect(response).rejects.toBeInstanceOf(TimeoutError)
  await expect(response).rejects.toMatchObject({ started: true })
  expect(abort).toHaveBeenCalledOnce()
})

it('clears the timer after an error', async () => {
  const { response, handler, controller } = start()
  handler?.onResponseError?.(controller, new Error('reset'))
  await expect(response).rejects.toThrow('reset')
  expect(vi.getTimerCount()).toBe(0)
})

it('aborts a response that is too long, and returns no body', async () => {
  const { response, handler, abort, controller } = start()
  handler?.onRequestStart?.(controller, {})
  handler?.onResponseStart?.(controller, 200, {})
  handler?.onResponseData?.(controller, Buffer.alloc(11))
  expect(await response).toMatchObject({ http: 200, body: undefined })
  expect(abort).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})
