// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { addBackdrop, watchBackdrop } from './scheme.js'

const host = document.body.appendChild(document.createElement('div'))
const auto = { appearance: { colorScheme: 'auto' as const } }

afterEach(() => {
  document.body.style.cssText = ''
  vi.useRealTimers()
})

it.each([
  ['', 'rgb(255,255,255)', 'light'],
  ['background-color: rgb(17, 24, 39)', 'rgb(17, 24, 39)', 'dark'],
  // What stands above the color, or below a translucent one, is not known.
  ['background-color: rgb(17, 24, 39); background-image: linear-gradient(red, teal)', undefined, 'dark'],
  ['background-color: rgba(17, 24, 39, 0.8)', undefined, 'dark'],
  ['background-color: rgba(17, 24, 39, 0.2)', 'rgb(255,255,255)', 'light'],
])('tells the form the color of a page with %j', (css, backdrop, colorScheme) => {
  document.body.style.cssText = css
  expect(addBackdrop(host, auto)).toEqual({ backdrop, appearance: { colorScheme } })
  expect(addBackdrop(host, { appearance: {} })).toEqual({ backdrop, appearance: {} })
  expect(addBackdrop(host, { locale: 'es' })).toEqual({ locale: 'es' })
})

it('follows a color of the page once it rests', () => {
  vi.useFakeTimers()
  const changed = vi.fn()
  const stop = watchBackdrop(host, auto, changed)
  for (const level of [200, 150, 100, 50]) {
    document.body.style.backgroundColor = `rgb(${level}, ${level}, ${level})`
    vi.advanceTimersByTime(300)
  }
  expect(changed).not.toHaveBeenCalled()
  vi.advanceTimersByTime(300)
  expect(changed).toHaveBeenCalledOnce()
  stop?.()
  vi.advanceTimersByTime(900)
  expect(changed).toHaveBeenCalledOnce()
  expect(watchBackdrop(host, { appearance: {} }, changed)).toBeUndefined()
})
