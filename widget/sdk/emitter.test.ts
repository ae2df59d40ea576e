import { afterEach, expect, it, vi } from 'vitest'
import { createEmitter } from './emitter.js'

type Events = { change: number; ready: string }

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function createRecorded() {
  const emitter = createEmitter<Events>(['change', 'ready'])
  const heard: unknown[] = []
  const hear = (payload: unknown) => heard.push(payload)
  return { emitter, heard, hear }
}

it('calls each handler until it is removed', () => {
  const { emitter, heard, hear } = createRecorded()
  const off = emitter.on('change', hear)
  emitter.on('change', hear)
  emitter.emit('change', 1)
  off()
  off()
  emitter.emit('change', 2)
  emitter.emit('ready', 'x')
  expect(heard).toEqual([1, 1, 2])
})

it('calls a handler added by once only once; off removes handlers added by on and once', () => {
  const { emitter, heard, hear } = createRecorded()
  emitter.once('change', hear)
  emitter.emit('change', 1)
  emitter.emit('change', 2)
  emitter.once('change', hear)
  emitter.on('change', hear)
  emitter.off('change', hear)
  emitter.emit('change', 3)
  expect(heard).toEqual([1])
})

it('reports a handler that throws, calls the others, and skips one that was removed meanwhile', () => {
  const { emitter, heard, hear } = createRecorded()
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  emitter.on('change', () => {
    emitter.off('change', hear)
    throw new Error('thrown by the page')
  })
  emitter.on('change', hear)
  emitter.on('change', (payload) => heard.push(`second ${payload}`))
  emitter.emit('change', 1)
  expect(heard).toEqual(['second 1'])
  expect(reported).toHaveBeenCalledOnce()
})

it('throws the error of a handler as uncaught without reportError, as in jsdom and happy-dom', () => {
  vi.stubGlobal('reportError', undefined)
  vi.useFakeTimers()
  const { emitter, heard, hear } = createRecorded()
  emitter.on('change', () => {
    throw new Error('thrown by the page')
  })
  emitter.on('change', hear)
  emitter.emit('change', 1)
  expect(heard).toEqual([1])
  expect(() => vi.runAllTimers()).toThrow('thrown by the page')
})

it('calls no handler after close, even one that was added afterwards', () => {
  const { emitter, heard, hear } = createRecorded()
  emitter.on('change', hear)
  emitter.close()
  emitter.on('change', hear)
  emitter.emit('change', 1)
  expect(heard).toEqual([])
})

it('rejects an unknown event and a handler that is not a function, by name', () => {
  const { emitter, hear } = createRecorded()
  expect(() => emitter.on('chnage' as 'change', hear)).toThrow('"chnage" is not an event: use change, ready')
  expect(() => emitter.once('ready', undefined as never)).toThrow('the handler of "ready" must be a function')
})
