import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchLife } from './life.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const STYLE = { display: 'block', cssText: 'display: block; border: 0px' }

/** A frame whose document contains one frame. `lost` counts the losses, `checked` the checks. */
function watchFrame() {
  const remote = { length: 1 }
  const frame = Object.assign(new EventTarget(), { contentWindow: remote, src: '', style: STYLE })
  const lost = vi.fn()
  const checked = vi.fn()
  const stop = watchLife(frame as never, lost, checked)
  vi.advanceTimersByTime(600)
  return { frame, remote, lost, checked, stop }
}

it('reports a loss when the frame inside the document is gone, as after a crash', () => {
  const { remote, lost, stop } = watchFrame()
  remote.length = 0
  vi.advanceTimersByTime(1000)
  expect(lost).toHaveBeenCalledOnce()
  stop()
})

it('checks until the document is lost', () => {
  const { remote, checked } = watchFrame()
  expect(checked).toHaveBeenCalledTimes(2)
  remote.length = 0
  vi.advanceTimersByTime(3000)
  expect(checked).toHaveBeenCalledTimes(4)
})

it('reports no loss if the document restores its inner frame, however often', () => {
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

it('restores the frame’s style after a script of the page removes it', () => {
  const { frame, stop } = watchFrame()
  frame.style = { display: '', cssText: 'height: 764px' }
  vi.advanceTimersByTime(300)
  expect(frame.style.cssText).toBe(STYLE.cssText)
  stop()
})

it('reports no loss when the form’s document loads late, after a blank one', () => {
  const { frame, lost, stop } = watchFrame()
  frame.dispatchEvent(new Event('load'))
  frame.src = 'https://capture.example/frame/demo#sealed'
  frame.dispatchEvent(new Event('load'))
  expect(lost).not.toHaveBeenCalled()
  frame.dispatchEvent(new Event('load'))
  expect(lost).toHaveBeenCalledOnce()
  stop()
})
