/** `ingo-capture-server rehearse` on the demo shop, and on pages with mistakes. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { TestInfo } from '@playwright/test'
import { createBadShop } from '../../harness/badShop.js'
import { expect, test } from '../../harness/fixtures.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'a rehearsal runs in Chromium')
test.describe.configure({ timeout: 300_000 })

const cli = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

/** Runs the command in the browser of the specs. */
async function rehearse(info: TestInfo, url: string, ...options: string[]) {
  const file = info.outputPath('report.html')
  const { executablePath } = info.project.use.launchOptions ?? {}
  const browser = executablePath === undefined ? [] : ['--browser', executablePath]
  const args = [cli, 'rehearse', url, '--report', file, ...browser, ...options]
  const [code, out] = await new Promise<[number, string]>((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      resolve([Number(error?.code ?? 0), stdout + stderr])
    })
  })
  return { code, out, report: await readFile(file, 'utf8').catch(() => '') }
}

/** The names of the outcomes that have this label. */
function listOutcomes(out: string, label: string): string[] {
  return [...out.matchAll(new RegExp(`^${label} +([A-Za-z ]+)`, 'gm'))].map(([, name = '']) => name)
}

test('the demo shop passes each outcome that applies to it, and a skipped outcome has a reason', async ({
  stack,
}, info) => {
  const verified = ['--success', '#verdict[data-equal="true"]', '--patience', '10']
  const { code, out, report } = await rehearse(info, `${stack.shop}/choose?secret=hunter2`, ...verified)
  expect(listOutcomes(out, 'FAILED'), out).toEqual([])
  expect(listOutcomes(out, 'ok')).toHaveLength(11)
  expect(out).toMatch(
    /^skipped +Spanish: The page is not in Spanish: name its Spanish version with --spanish\.$/m,
  )
  expect(code).toBe(0)
  expect(report.match(/data:image\/jpeg/g)).toHaveLength(11)
  expect(out + report).not.toMatch(/4111|hunter2|[0-9a-f]{8}-[0-9a-f]{4}/)
})

test('a bad shop fails six outcomes, and the report names the page’s mistake for each', async ({
  stack,
}, info) => {
  stack.show({ html: '', script: '', headers: {}, answer: createBadShop(stack) })
  const { code, out, report } = await rehearse(info, stack.host, '--button', '#pay', '--patience', '4')
  expect(listOutcomes(out, 'FAILED'), out).toEqual([
    'success',
    'decline and retry',
    'last attempt',
    'double click',
    'reload in flight',
    'blocked script',
  ])
  expect([...out.matchAll(/^ {9}([a-z-]+):/gm)].map(([, finding]) => finding)).toEqual([
    'trusts-event',
    'endless-spinner',
    'frozen-button',
    'endless-spinner',
    'orders-twice',
    'stuck',
    'endless-spinner',
    'no-message',
  ])
  expect(out).toMatch(/^skipped +check: The page’s session offers no check\.$/m)
  expect(code).toBe(1)
  expect(report).toContain(
    'trusts-event: The page shows success for a token that the capture server does not know.',
  )
})

test('a page in Spanish that leaves after success: its time limit gives up, and its form is in English', async ({
  stack,
}, info) => {
  stack.show({ html: '', script: '', headers: {}, answer: createBadShop(stack) })
  const { code, out } = await rehearse(
    info,
    `${stack.host}/impatient`,
    ...['--button', '#pay', '--patience', '4', '--only', 'slow,back button,Spanish'],
  )
  expect(listOutcomes(out, 'FAILED'), out).toEqual(['slow', 'Spanish'])
  expect(listOutcomes(out, 'ok')).toEqual(['back button'])
  expect(out).toMatch(/gives-up: [^]+mixed-languages: /)
  expect(code).toBe(1)
})

test('a page that can’t be rehearsed ends with one sentence and exit code 2', async ({ stack }, info) => {
  stack.show({ html: '<!doctype html><p>Thank you</p>', script: '', headers: {} })
  const missing = await rehearse(info, stack.host)
  expect(missing.out).toMatch(/^rehearse: The form is missing: no capture on the page: check .+\n$/)
  const shown = await rehearse(info, stack.shop, '--success', 'h1')
  expect(shown.out).toMatch(/^rehearse: --success is invalid: .+\n$/)
  stack.show({ html: '', script: '', headers: {}, answer: createBadShop(stack) })
  const button = await rehearse(info, stack.host)
  expect(button.out).toMatch(/^rehearse: --button is missing: .+\n$/)
  expect([missing.code, shown.code, button.code]).toEqual([2, 2, 2])
})
