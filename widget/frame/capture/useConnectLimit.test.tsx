// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { App } from '../App.js'
import { english } from '../i18n/load.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined
      disconnect = () => undefined
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it.each([
  ['shows a panel in place of a form that no page connects to', new Promise<string>(() => undefined), true],
  ['keeps a form that its page has connected to', Promise.resolve('https://shop.example'), false],
])('%s', async (_title, opened, fails) => {
  const root = document.body.appendChild(document.createElement('div'))
  const connect = () => ({ opened, send: () => undefined, close: () => undefined })
  const reactRoot = createRoot(root)
  await act(async () => {
    await Promise.resolve()
    reactRoot.render(
      <App variant="card" messages={english} sealed="sealed" connect={connect} clock={() => 0} />,
    )
  })
  await act(() => vi.advanceTimersByTimeAsync(9000))
  expect(root.querySelector('[name="account"]')).not.toBeNull()
  // And a second more for the chunk of the panels.
  await act(() => vi.advanceTimersByTimeAsync(2500))
  expect(root.querySelector('[name="account"]') === null).toBe(fails)
  expect(root.textContent.includes(english.failedTitle)).toBe(fails)
  act(() => {
    reactRoot.unmount()
  })
})
