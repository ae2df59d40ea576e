// @vitest-environment jsdom
/** Browsers and test environments that lack functions, as a merchant's unit tests do. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { create } from './index.js'
import './element.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<form><div id="capture"></div></form>'
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const absent = undefined
it.each([
  ['without matchMedia', absent],
  ['with a matchMedia that returns nothing', () => undefined],
  ['with a matchMedia without events', () => ({ matches: true })],
])('mounts in jsdom %s, and stays loading', async (_title, matchMedia) => {
  vi.stubGlobal('matchMedia', matchMedia)
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const capture = create({ url, appearance: { colorScheme: 'auto' } })
  const failed = vi.fn()
  capture.on('loaderror', failed)
  capture.mount('#capture')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(document.querySelector('#capture')?.getAttribute('data-capture-state')).toBe('loading')
  expect(failed).not.toHaveBeenCalled()
  capture.update({ appearance: { colorScheme: 'auto' } })
  capture.destroy()
  expect(reported).not.toHaveBeenCalled()
})

it.each(['before', 'after'])('rejects a submit %s the mount in jsdom, which loads no form', async (time) => {
  const capture = create({ url })
  if (time === 'after') capture.mount('#capture')
  const submitted = expect(capture.submit()).rejects.toMatchObject({ code: 'unsupported_browser' })
  if (time === 'before') capture.mount('#capture')
  await vi.advanceTimersByTimeAsync(1000)
  await submitted
})

it('rejects a submit after the load limit in a test environment that has a browser’s user agent', async () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0')
  vi.stubGlobal('performance', { now: () => 0 })
  vi.stubGlobal('reportError', vi.fn())
  const capture = create({ url })
  capture.mount('#capture')
  const submitted = expect(capture.submit()).rejects.toMatchObject({ code: 'frame_blocked' })
  await vi.advanceTimersByTimeAsync(31_000)
  await submitted
})

it('mounts without crypto.randomUUID, as in jsdom 20 and in Jest', () => {
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  vi.stubGlobal('crypto', { getRandomValues })
  create({ url }).mount('#capture')
  create({ url }).mount('#capture')
  const [first = '', second] = [...document.querySelectorAll('iframe')].map(({ src }) => src)
  expect(first).toMatch(/#sealed&nonce=[\w-]{16,}$/)
  expect(second).not.toBe(first)
})

it('checks the url without URL.canParse, as in Safari before 17', () => {
  vi.spyOn(URL, 'canParse').mockImplementation(() => {
    throw new TypeError('URL.canParse is not a function')
  })
  expect(() => create({ url: 'nonsense' })).toThrow('"url" is not an absolute URL')
  create({ url }).mount('#capture')
  expect(document.querySelector('iframe')?.src).toContain('sealed')
})

it('the element works without attachInternals, as in Safari before 16.4', () => {
  const attached = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'attachInternals') ?? {}
  Reflect.deleteProperty(HTMLElement.prototype, 'attachInternals')
  try {
    const form = document.createElement('ingo-capture')
    form.url = url
    document.querySelector('form')?.append(form)
    expect(form.dataset.captureState).toBe('loading')
  } finally {
    Object.defineProperty(HTMLElement.prototype, 'attachInternals', attached)
  }
})
