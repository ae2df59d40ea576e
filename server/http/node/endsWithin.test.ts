import { expect, it, vi } from 'vitest'
import { endsWithin } from './endsWithin.js'

it('leaves no timer that keeps the process alive, whether the work ends, fails or lasts', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    expect(await endsWithin(60_000, Promise.resolve())).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
    await expect(endsWithin(60_000, Promise.reject(new Error('It failed.')))).rejects.toThrow('It failed.')
    expect(vi.getTimerCount()).toBe(0)
    const late = endsWithin(60_000, new Promise(() => undefined))
    vi.advanceTimersByTime(60_000)
    expect(await late).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})
