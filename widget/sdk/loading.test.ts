// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchLoading } from './loading.js'

// jsdom lacks features that `isSupportedBrowser` checks.
vi.mock('../protocol/browser.js', () => ({ isSupportedBrowser: () => true }))

beforeEach(() => {
  vi.useFakeTimers()
  // watchLoading does nothing under jsdom's own user agent.
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0')
})
afterEach(() => {
  vi.useRealTimers()
})

it('fails a lazy frame only once it is in view, with an error that names the cause', () => {
  const frame = Object.assign(document.createElement('iframe'), { loading: 'lazy' as const })
  const rect = vi.spyOn(frame, 'getBoundingClientRect')
  const onFailure = vi.fn()
  watchLoading({
    frame,
    url: 'https://capture.example/frame/demo?form=card#sealed',
    opened: new Promise(() => undefined),
    onFailure,
  })
  // The frame is below the window, then in an element that is not displayed.
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

it('fails a frame that doesn’t load only once the prerendered page is visited', () => {
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

it('fails as blocked once after an error event of the frame, even if a load event follows', () => {
  const frame = document.createElement('iframe')
  const onFailure = vi.fn()
  const url = 'https://capture.example/frame/demo?form=card#sealed'
  watchLoading({ frame, url, opened: new Promise(() => undefined), onFailure })
  frame.dispatchEvent(new Event('error'))
  frame.dispatchEvent(new Event('load'))
  vi.advanceTimersByTime(120_000)
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'frame_blocked' }))
})
