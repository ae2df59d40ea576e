/** Debugging flags at the start, and SIGUSR1 while the server runs. */
import { expect, it, onTestFinished } from 'vitest'
import { exitCode, isReady, sleep, spawnNode, startNode } from '../testing/serveProcess.case.js'

it.each([
  ['--inspect', { NODE_OPTIONS: '--max-old-space-size=512 --inspect=127.0.0.1:0' }],
  ['--heapsnapshot-signal', { NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' }],
  ['--report-on-fatalerror', { NODE_OPTIONS: '--report_on_fatalerror' }],
  ['--abort-on-uncaught-exception', { NODE_OPTIONS: '"--abort-on-uncaught-exception"' }],
  ['--tls-keylog', { NODE_OPTIONS: '--tls-keylog=/tmp/4111111111111111' }],
  ['NODE_DEBUG', { NODE_DEBUG: 'http' }],
])('rejects %s with a gateway that is not local', async (name, settings) => {
  const node = await spawnNode(settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  expect(await exitCode(node)).toBe(2)
  expect(node.output()).toMatch(new RegExp(`^${name} is rejected\\. .+$`, 'm'))
  expect(node.output()).not.toContain('4111')
})

it('opens no inspector on SIGUSR1', async () => {
  const node = await startNode({})
  onTestFinished(() => void node.child.kill('SIGKILL'))
  node.child.kill('SIGUSR1')
  while (!node.output().includes('SIGUSR1 ignored')) await sleep(10)
  expect(await isReady(node)).toBe(true)
  expect(node.output()).not.toContain('Debugger listening')
})
