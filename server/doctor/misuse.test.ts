/** `doctor --frame` told what it can't do, or of a server that isn't there. */
import { expect, it } from 'vitest'
import { command } from './command.case.js'

it.each([
  ['no address', ['--frame']],
  ['an address that is none', ['--frame', 'capture.example']],
  ['not the form’s', ['--frame', 'https://capture.example/']],
  ['another scheme', ['--frame', 'file:///frame/demo']],
  ['an unknown flag', ['--frames', 'https://capture.example/frame/demo']],
])('%s: one line, exit 2', async (_name, args) => {
  const { code, said } = await command(...args)
  expect(said).toMatch(/^doctor: [^\n]*--frame[^\n]*\n$/)
  expect(code).toBe(2)
})

it('a server that is not there: exit 1', async () => {
  const { code, said } = await command('--frame', 'http://127.0.0.1:1/frame/demo')
  expect(said).toBe('http://127.0.0.1:1/frame/demo does not answer.\n')
  expect(code).toBe(1)
})
