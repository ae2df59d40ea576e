/** The metrics before any event. An alert on a first increase needs an earlier value of 0. */
import { readFile } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { merchantsFile, shops } from '../testing/merchantsFile.case.js'
import { findFreePort } from '../testing/freePorts.case.js'
import { sleep, startNode } from '../testing/serveProcess.case.js'

/** Starts a process with a merchants file; `scrape` reads its metrics. */
async function startScraped() {
  const file = merchantsFile()
  file.write(shops.a, shops.b)
  const METRICS_PORT = String(await findFreePort())
  const { child } = await startNode({ ...file.settings, METRICS_PORT })
  onTestFinished(() => void child.kill('SIGKILL'))
  const scrape = async () => (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
  const reload = async (taken: 0 | 1) => {
    child.kill('SIGHUP')
    while (!(await scrape()).includes(`ingo_capture_config_last_reload_successful ${taken}\n`))
      await sleep(10)
  }
  return { ...file, scrape, reload }
}

type Selector = { metric: string; matches: (labels: string) => boolean }

/** Each `metric{label="…"}` of an expression. */
function parseSelectors(expression: string): Selector[] {
  return [...expression.matchAll(/(ingo_capture_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, metric = '', labels = '']) => {
      const wanted = [...labels.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(
        ([, label = '', , pattern = '']) => new RegExp(`(?:^|,)${label}="(?:${pattern})"`),
      )
      return { metric, matches: (found) => wanted.every((pattern) => pattern.test(found)) }
    },
  )
}

function parseSeries(text: string): { metric: string; labels: string }[] {
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)].map(([, metric = '', labels = '']) => ({
    metric,
    labels,
  }))
}

type Rules = { groups: { rules: { alert: string; expr: string }[] }[] }

it('exports the series of every alert at the first scrape, for each merchant, route and operation', async () => {
  const { scrape } = await startScraped()
  const text = await scrape()
  const series = parseSeries(text)
  const rules = parse(await readFile(new URL('../../deploy/alerts.yaml', import.meta.url), 'utf8')) as Rules
  for (const { alert, expr } of rules.groups.flatMap((group) => group.rules)) {
    for (const { metric, matches } of parseSelectors(expr)) {
      const found = series.filter((one) => one.metric === metric && matches(one.labels))
      const merchants = found.flatMap(({ labels }) => /merchant="([^"]+)"/.exec(labels)?.[1] ?? [])
      const expected = expr.includes('by (merchant)') ? ['shop-a', 'shop-b'] : []
      expect([alert, found.length > 0, [...new Set(merchants)]]).toEqual([alert, true, expected])
    }
  }
  for (const zero of [
    ...['/v1/captures', '/v1/sessions', '/frame/:merchant'].map(
      (route) => `requests_total{route="${route}",status="500"}`,
    ),
    ...['create', 'read', 'acquire_lease', 'renew_lease', 'commit', 'probe'].map(
      (operation) => `store_errors_total{operation="${operation}"}`,
    ),
  ])
    expect(text).toContain(`ingo_capture_${zero} 0\n`)
})

it('initializes a new merchant’s series on reload, removes circuits, and exports whether the reload succeeded', async () => {
  const { scrape, reload, write, writeText } = await startScraped()
  const first = await scrape()
  expect(first).toContain('last_reload_successful 1\n')
  writeText('{')
  await reload(0)
  const c = { ...shops.b, CAPTURE_MERCHANT_ID: 'shop-c' }
  write(shops.a, c)
  await reload(1)
  const text = await scrape()
  expect(text).toContain('attempts_total{merchant="shop-c",outcome="gateway_misconfigured"} 0\n')
  expect(text).toContain('circuit_open{merchant="shop-c",circuit="credentials"} 0\n')
  expect(first).toContain('circuit_open{merchant="shop-b",')
  expect(text).not.toContain('circuit_open{merchant="shop-b",')
})
