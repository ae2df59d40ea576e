import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { settingNames } from './config.js'
import { exitCode, spawnNode, sleep } from '../testing/serveProcess.case.js'
import { unknownSettings } from './unknownSettings.js'

const unknown = (given: Record<string, string>) => unknownSettings({ ...environment, ...given }, settingNames)

it('a name like ours that is none is told, with the one that is near', () => {
  expect(
    unknown({
      INGO_SECRT: 'x',
      CAPTURE_ORIGIN: 'x',
      CAPTURE_MERCHANTS_CONFIGURATION: 'x',
      INGO_ALGORITHM_FILE: 'x',
    }),
  ).toEqual([
    'INGO_SECRT is no setting: is INGO_SECRET meant?',
    'CAPTURE_ORIGIN is no setting: is CAPTURE_ORIGINS meant?',
    'CAPTURE_MERCHANTS_CONFIGURATION is no setting',
    'INGO_ALGORITHM_FILE is no setting: INGO_ALGORITHM has its value in itself',
  ])
})

it('nothing is said of what is ours, is empty, is somebody else’s, or is what an orchestrator adds', () => {
  const all = Object.fromEntries(settingNames.map((name) => [name, 'x']))
  const others = { PATH: '/', INGO_NOTHING: '', CAPTURED_BY: 'x', INGO_4111111111111111: 'x' }
  const links = {
    INGO_CAPTURE_SERVICE_HOST: 'x',
    INGO_CAPTURE_SERVICE_PORT_HTTP: 'x',
    INGO_CAPTURE_PORT: 'x',
  }
  expect(unknown({ ...all, ...others, ...links })).toEqual([])
})

it('serve starts all the same, and warns in one line, without a value', async () => {
  const node = await spawnNode({ INGO_CVVV: 'marked', CAPTURE_DRAIN_SECOND: 'marked' })
  while (!node.output().includes('"listening"')) await sleep(20)
  node.child.kill('SIGTERM')
  await exitCode(node)
  const lines = node
    .output()
    .split('\n')
    .filter((line) => line.includes('no setting'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 40,
      problem: expect.stringMatching(
        /INGO_CVVV .*INGO_CVV meant\?; CAPTURE_DRAIN_SECOND .*SECONDS meant/,
      ) as string,
    },
  ])
  expect(node.output()).not.toContain('marked')
})
