import { afterEach, expect, it, vi } from 'vitest'
import { createEmitter } from './emitter.js'

type Events = { change: number; ready: string }

afterEach(() => {
  vi.unstubAllGlobals()
})

function listening() {
  const emitter = createEmitter<Events>(['change', 'ready'])
  const heard: unknown[] = []
  const hear = (payload: unknown) => heard.push(payload)
  return { emitter, heard, hear }
}

it('tells each handler, until it is undone', () => {
  const { emitter, heard, hear } = listening()
  const off = emitter.on('change', hear)
  emitter.on('change', hear)
  emitter.emit('change', 1)
  off()
  off()
  emitter.emit('change', 2)
  emitter.emit('ready', 'x')
  expect(heard).toEqual([1, 1, 2])
})

it('once is once, and off takes away whatever the handler was given with', () => {
  const { emitter, heard, hear } = listening()
  emitter.once('change', hear)
  emitter.emit('change', 1)
  emitter.emit('change', 2)
  emitter.once('change', hear)
  emitter.on('change', hear)
  emitter.off('change', hear)
  emitter.emit('change', 3)
  expect(heard).toEqual([1])
})

it('a handler that throws is reported and stops nobody; one that was taken off meanwhile hears nothing', () => {
  const { emitter, heard, hear } = listening()
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  emitter.on('change', () => {
    emitter.off('change', hear)
    throw new Error('of the page')
  })
  emitter.on('change', hear)
  emitter.on('change', (payload) => heard.push(`second ${payload}`))
  emitter.emit('change', 1)
  expect(heard).toEqual(['second 1'])
  expect(reported).toHaveBeenCalledOnce()
})

it('nothing is heard after it was closed, not even by those who come later', () => {
  const { emitter, heard, hear } = listening()
  emitter.on('change', hear)
  emitter.close()
  emitter.on('change', hear)
  emitter.emit('change', 1)
  expect(heard).toEqual([])
})

it('a name that is not an event, or a handler that is no function, is refused by name', () => {
  const { emitter, hear } = listening()
  expect(() => emitter.on('chnage' as 'change', hear)).toThrow(
    '"chnage" is not an event; there are change, ready',
  )
  expect(() => emitter.once('ready', undefined as never)).toThrow('the handler of "ready" must be a function')
})
