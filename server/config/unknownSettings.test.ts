import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { settingNames } from './config.js'
import { exitCode, spawnNode, sleep } from '../testing/serveProcess.case.js'
import { findIneffectiveSettings, findUnknownSettings } from './unknownSettings.js'

const unknown = (given: Record<string, string>) =>
  findUnknownSettings({ ...environment, ...given }, settingNames)

it('reports an unknown name that begins like a setting', () => {
  expect(
    unknown({
      INGO_SECRT: 'x',
      CAPTURE_ORIGIN: 'x',
      INGO_ALGORITHM_FILE: 'x',
      INGO_USER: 'x',
      INGO_NOTHING_NEAR: 'x',
    }),
  ).toEqual([
    expect.stringMatching(/^INGO_SECRT is an unknown setting\. Is INGO_SECRET meant\?$/),
    expect.stringMatching(/^CAPTURE_ORIGIN is an unknown setting\. Is CAPTURE_ORIGINS meant\?$/),
    expect.stringMatching(/^INGO_ALGORITHM_FILE is an unknown setting.* INGO_ALGORITHM /),
    'INGO_USER is an unknown setting. Is INGO_USERNAME meant?',
    'INGO_NOTHING_NEAR is an unknown setting. Correct the name or remove it.',
  ])
})

it('ignores known, empty and foreign names, and those that an orchestrator adds', () => {
  const all = Object.fromEntries(settingNames.map((name) => [name, 'x']))
  const others = { PATH: '/', INGO_NOTHING: '', CAPTURED_BY: 'x', INGO_4111111111111111: 'x' }
  const links = {
    INGO_CAPTURE_SERVICE_HOST: 'x',
    INGO_CAPTURE_SERVICE_PORT_HTTP: 'x',
    INGO_CAPTURE_PORT: 'x',
  }
  expect(unknown({ ...all, ...others, ...links })).toEqual([])
})

it('serve names a similar unknown setting when a setting is missing, because it may be misspelled', async () => {
  const node = await spawnNode({ INGO_USERNAME: '', INGO_USER: 'marked' })
  expect(await exitCode(node)).toBe(2)
  expect(node.output()).toMatch(
    /^INGO_USERNAME is missing\. .+\nINGO_USER is an unknown setting\. Is INGO_USERNAME meant\?$/m,
  )
  expect(node.output()).not.toContain('marked')
})

it('serve starts, and logs unknown settings in one line without their values', async () => {
  const node = await spawnNode({ INGO_CVVV: 'marked', CAPTURE_DRAIN_SECOND: 'marked' })
  while (!node.output().includes('"listening"')) await sleep(20)
  node.child.kill('SIGTERM')
  await exitCode(node)
  const lines = node
    .output()
    .split('\n')
    .filter((line) => line.includes('unknown setting'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 40,
      problem: expect.stringMatching(/INGO_CVVV is .*; CAPTURE_DRAIN_SECOND is /) as string,
    },
  ])
  expect(node.output()).not.toContain('marked')
})

it('serve starts, and logs a setting that needs another one', async () => {
  const node = await spawnNode({ METRICS_HOST: '0.0.0.0', METRICS_PORT: '' })
  while (!node.output().includes('"listening"')) await sleep(20)
  node.child.kill('SIGTERM')
  await exitCode(node)
  expect(node.output()).toContain(
    'METRICS_HOST has no effect without METRICS_PORT. Set METRICS_PORT too, or ',
  )
  expect(findIneffectiveSettings({ METRICS_HOST: '0.0.0.0', METRICS_PORT: '9464' })).toEqual([])
})
