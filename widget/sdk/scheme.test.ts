// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { addBackdrop, watchBackdrop } from './scheme.js'

const host = document.body.appendChild(document.createElement('div'))
const auto = { appearance: { colorScheme: 'auto' as const } }

afterEach(() => {
  document.body.style.cssText = ''
  document.head.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it.each([
  ['', 'rgb(255,255,255)', true],
  ['background-color: rgb(17, 24, 39)', 'rgb(17, 24, 39)', true],
  // The color is not sure (false) if an image lies above it, or if it is translucent.
  [
    'background-color: rgb(17, 24, 39); background-image: linear-gradient(red, teal)',
    'rgb(17, 24, 39)',
    false,
  ],
  ['background-color: rgba(17, 24, 39, 0.8)', 'rgba(17, 24, 39, 0.8)', false],
  ['background-color: rgba(17, 24, 39, 0.2)', 'rgb(255,255,255)', true],
])('tells the form the color of a page with %j', (css, ...backdrop) => {
  document.body.style.cssText = css
  expect(addBackdrop(host, auto)).toEqual({ ...auto, backdrop })
  expect(addBackdrop(host, { locale: 'es' })).toEqual({ locale: 'es' })
})

it.each([
  ['dark', false, 'rgb(18,18,18)'],
  ['light dark', true, 'rgb(18,18,18)'],
  ['light dark', false, 'rgb(255,255,255)'],
  ['light', true, 'rgb(255,255,255)'],
])('reads the tag <meta name="color-scheme" content="%s">, dark system: %s', (content, matches, color) => {
  document.head.innerHTML = `<meta name="color-scheme" content="${content}">`
  vi.stubGlobal('matchMedia', () => ({ matches }))
  expect(addBackdrop(host, auto).backdrop).toEqual([color, true])
})

it('reports a changed color of the page once it stays the same', () => {
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
