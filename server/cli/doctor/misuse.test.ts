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

it('a server that is not there: failed, as a line and as JSON, exit 1', async () => {
  const url = 'http://127.0.0.1:1/frame/demo'
  const says = `${url} does not answer.`
  const [line, json] = [await command('--frame', url), await command('--json', '--frame', url)]
  expect(line.said).toMatch(new RegExp(`^FAILED  frame +${says}\n +→ .+\n$`))
  expect(JSON.parse(json.said)).toMatchObject({
    ok: false,
    checks: [{ name: 'frame', verdict: 'failed', says }],
  })
  expect([line.code, json.code]).toEqual([1, 1])
})
