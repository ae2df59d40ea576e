import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchLife } from './life.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A frame whose document has one frame of its own. `lost` counts the losses. */
function watchFrame() {
  const remote = { length: 1 }
  const frame = Object.assign(new EventTarget(), { contentWindow: remote })
  const lost = vi.fn()
  const stop = watchLife(frame as never, lost)
  vi.advanceTimersByTime(600)
  return { remote, lost, stop }
}

it('a document whose frame is gone has crashed', () => {
  const { remote, lost, stop } = watchFrame()
  remote.length = 0
  vi.advanceTimersByTime(1000)
  expect(lost).toHaveBeenCalledOnce()
  stop()
})

it('a document that puts its frame back is alive, however often', () => {
  const { remote, lost, stop } = watchFrame()
  for (const _time of [1, 2, 3]) {
    remote.length = 0
    vi.advanceTimersByTime(300)
    remote.length = 1
    vi.advanceTimersByTime(300)
  }
  expect(lost).not.toHaveBeenCalled()
  stop()
})
