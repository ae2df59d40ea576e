/** What shows a process's memory: refused at the start, and kept shut while it runs. */
import { expect, it, onTestFinished } from 'vitest'
import { exitCode, isReady, sleep, spawnNode, startNode } from '../testing/serveProcess.case.js'

it.each([
  ['--inspect', { NODE_OPTIONS: '--max-old-space-size=512 --inspect=127.0.0.1:0' }],
  ['--heapsnapshot-signal', { NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' }],
  ['--report-on-fatalerror', { NODE_OPTIONS: '--report_on_fatalerror' }],
  ['--abort-on-uncaught-exception', { NODE_OPTIONS: '"--abort-on-uncaught-exception"' }],
  ['--tls-keylog', { NODE_OPTIONS: '--tls-keylog=/tmp/4111111111111111' }],
  ['NODE_DEBUG', { NODE_DEBUG: 'http' }],
])('%s stops the start before a gateway that is real', async (name, settings) => {
  const node = await spawnNode(settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  expect(await exitCode(node)).toBe(2)
  expect(node.output()).toMatch(new RegExp(`^${name} would show keys and card data: .+$`, 'm'))
  expect(node.output()).not.toContain('4111')
})

it('SIGUSR1 opens no debugger', async () => {
  const node = await startNode({})
  onTestFinished(() => void node.child.kill('SIGKILL'))
  node.child.kill('SIGUSR1')
  while (!node.output().includes('SIGUSR1 opens no debugger here')) await sleep(10)
  expect(await isReady(node)).toBe(true)
  expect(node.output()).not.toContain('Debugger listening')
})
