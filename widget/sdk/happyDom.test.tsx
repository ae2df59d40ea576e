// @vitest-environment happy-dom
/** The SDK in happy-dom, which loads no frame, gives a frame no window, and has no `reportError`. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { create } from './index.js'
import { Capture } from './react.js'
import './element.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'
const printed = vi.fn()

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.spyOn(console, 'error').mockImplementation(printed)
  vi.useFakeTimers()
  document.body.innerHTML = '<div id="capture"></div>'
})
afterEach(async () => {
  // Longer than any time limit of loading, so that a late error would be thrown or printed before the test ends.
  await vi.advanceTimersByTimeAsync(90_000)
  expect(printed.mock.calls).toEqual([])
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const readState = (selector: string) => document.querySelector(selector)?.getAttribute('data-capture-state')

it('create mounts a form that stays loading, and rejects a submit', async () => {
  const capture = create({ url, appearance: { colorScheme: 'auto' }, title: 'Card' })
  capture.mount('#capture')
  const submitted = expect(capture.submit()).rejects.toMatchObject({
    code: 'unsupported_browser',
    message: expect.stringContaining('happy-dom') as string,
  })
  await vi.advanceTimersByTimeAsync(60_000)
  await submitted
  expect(readState('#capture')).toBe('loading')
  expect(document.querySelector('iframe')?.src).toContain('#sealed&nonce=')
  capture.update({ locale: 'es' })
  capture.destroy()
  expect(readState('#capture')).toBeNull()
})

it('the React component mounts, and unmounts', async () => {
  const root = createRoot(document.querySelector('#capture') as HTMLElement)
  act(() => {
    root.render(<Capture url={url} id="form" />)
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(readState('#form')).toBe('loading')
  act(() => {
    root.unmount()
  })
})

it('the web component mounts, and unmounts', async () => {
  const form = document.createElement('ingo-capture')
  form.url = url
  document.body.append(form)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(readState('ingo-capture')).toBe('loading')
  form.remove()
})

it('an element outside the document throws the same error as in a browser', () => {
  const mount = () => {
    create({ url }).mount(document.createElement('div'))
  }
  expect(mount).toThrow('ingo-capture: mount: the element is not in a document')
})
