/** `doctor --frame` with invalid options, and with a server that does not answer. */
import { expect, it } from 'vitest'
import { runDoctor } from './command.case.js'

it.each([
  ['no URL', ['--frame']],
  ['an invalid URL', ['--frame', 'capture.example']],
  ['a URL of another document', ['--frame', 'https://capture.example/']],
  ['another scheme', ['--frame', 'file:///frame/demo']],
  ['an unknown option', ['--frames', 'https://capture.example/frame/demo']],
])('prints one line and exits with 2: %s', async (_name, args) => {
  const { code, said } = await runDoctor(...args)
  expect(said).toMatch(/^doctor: [^\n]*--frame[^\n]*\n$/)
  expect(code).toBe(2)
})

it('reports a server that does not answer as text and as JSON, and exits with 1', async () => {
  const url = 'http://127.0.0.1:1/frame/demo'
  const summary = `${url} does not answer.`
  const [line, json] = [await runDoctor('--frame', url), await runDoctor('--json', '--frame', url)]
  expect(line.said).toMatch(new RegExp(`^FAILED  frame +${summary}\n +→ .+\n$`))
  expect(JSON.parse(json.said)).toMatchObject({
    ok: false,
    checks: [{ name: 'frame', status: 'failed', summary }],
  })
  expect([line.code, json.code]).toEqual([1, 1])
})
