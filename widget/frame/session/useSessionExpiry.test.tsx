// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { OpenSession } from './openSession.js'
import { useSessionExpiry } from './useSessionExpiry.js'

const START = Date.UTC(2026, 5, 15, 12)
const toTime = (seconds: number) => new Date(START + seconds * 1000).toISOString()
/** A session of ten minutes. */
const session: OpenSession = {
  ...{
    origin: 'https://shop.example',
    account_types: ['card'],
    cvv: 'required',
    expiration_date: 'required',
  },
  ...{ recipient_fields: 'editable', attempts_left: 5, test: true },
  ...{ server_time: toTime(0), expires_at: toTime(600), now: () => Date.now() },
}

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/**
 * `late`: how many ms the session's clock is behind that of the timers. `render(isHeld)` renders the hook again. `calls`
 * are the names of the callbacks that were called.
 */
function renderExpiry(late = 0) {
  const calls: string[] = []
  const isSending = { current: false }
  const opened = { ...session, now: () => Date.now() - late }
  const root = createRoot(document.createElement('div'))
  function Form({ isHeld }: { isHeld: boolean }) {
    useSessionExpiry(opened, isHeld, isSending, {
      onDue: () => calls.push('due'),
      onExpiry: () => calls.push('expiry'),
    })
    return null
  }
  const render = (isHeld: boolean) => {
    act(() => {
      root.render(<Form isHeld={isHeld} />)
    })
  }
  render(false)
  return { calls, isSending, render }
}

it('calls back once before the end, and at the end', () => {
  const { calls } = renderExpiry()
  vi.advanceTimersByTime(539_000)
  expect(calls).toEqual([])
  vi.advanceTimersByTime(1_000)
  window.dispatchEvent(new Event('focus'))
  expect(calls).toEqual(['due'])
  vi.advanceTimersByTime(60_000)
  expect(calls).toEqual(['due', 'expiry'])
})

it('calls back at the end even if the timers fire early', () => {
  const { calls } = renderExpiry(0.4)
  vi.advanceTimersByTime(540_100)
  expect(calls).toEqual(['due'])
  vi.advanceTimersByTime(60_000)
  expect(calls).toEqual(['due', 'expiry'])
})

it('waits for a submit in flight, even before the submit is rendered', () => {
  const { calls, isSending, render } = renderExpiry()
  isSending.current = true
  vi.advanceTimersByTime(545_000)
  window.dispatchEvent(new Event('focus'))
  expect(calls).toEqual([])
  render(true)
  isSending.current = false
  expect(calls).toEqual([])
  render(false)
  vi.advanceTimersByTime(20)
  expect(calls).toEqual(['due'])
})
