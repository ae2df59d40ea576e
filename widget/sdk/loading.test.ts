// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchLoading } from './loading.js'

// jsdom lacks what the form needs of a browser.
vi.mock('../protocol/browser.js', () => ({ isSupportedBrowser: () => true }))

beforeEach(() => {
  vi.useFakeTimers()
  // In jsdom no form loads, and no failure follows.
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0')
})
afterEach(() => {
  vi.useRealTimers()
})

it('a lazy frame is not blocked while it is out of view; in view it is, and the error says why', () => {
  const frame = Object.assign(document.createElement('iframe'), { loading: 'lazy' as const })
  const rect = vi.spyOn(frame, 'getBoundingClientRect')
  const onFailure = vi.fn()
  watchLoading({
    frame,
    url: 'https://capture.example/frame/demo?form=card#sealed',
    opened: new Promise(() => undefined),
    onFailure,
  })
  // Below the window, then in an element that is not displayed.
  for (const place of [
    { top: innerHeight + 1, bottom: innerHeight + 700 },
    { top: 0, bottom: 0 },
  ]) {
    rect.mockReturnValue(place as DOMRect)
    frame.dispatchEvent(new Event('load'))
    vi.advanceTimersByTime(120_000)
    expect(onFailure).not.toHaveBeenCalled()
  }
  rect.mockReturnValue({ top: 0, bottom: 700 } as DOMRect)
  vi.advanceTimersByTime(30_000)
  expect(onFailure).toHaveBeenCalledOnce()
  expect(onFailure).toHaveBeenCalledWith(
    expect.objectContaining({
      code: 'frame_blocked',
      message: 'The form did not load: remove loading="lazy".',
    }),
  )
})

it('a frame is not blocked while the browser prerenders the page; once the page is visited, it is', () => {
  const page = Object.assign(document, { prerendering: true })
  const onFailure = vi.fn()
  watchLoading({
    frame: document.createElement('iframe'),
    url: 'https://capture.example/frame/demo?form=card#sealed',
    opened: new Promise(() => undefined),
    onFailure,
  })
  vi.advanceTimersByTime(120_000)
  expect(onFailure).not.toHaveBeenCalled()
  page.prerendering = false
  vi.advanceTimersByTime(30_000)
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'frame_blocked' }))
})

it('an error of the frame fails as blocked once, whatever loads after it', () => {
  const frame = document.createElement('iframe')
  const onFailure = vi.fn()
  const url = 'https://capture.example/frame/demo?form=card#sealed'
  watchLoading({ frame, url, opened: new Promise(() => undefined), onFailure })
  frame.dispatchEvent(new Event('error'))
  frame.dispatchEvent(new Event('load'))
  vi.advanceTimersByTime(120_000)
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'frame_blocked' }))
})
