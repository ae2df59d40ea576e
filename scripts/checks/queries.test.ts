/** What Prometheus and Grafana are asked, parsed as they parse it: of metrics and labels that exist. */
import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../server/observability/metrics.js'

type Rule = { alert: string; expr: string; annotations: Record<string, string> }
type Panel = { title: string; targets: { expr: string }[] }
type Dashboard = {
  panels: Panel[]
  templating: { list: { name: string; query: string | { query: string } }[] }
}
const read = (file: string) => readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8')
const { groups } = parse(read('alerts.yaml')) as { groups: { rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)
const dashboard = JSON.parse(read('grafana-dashboard.json')) as Dashboard

/** What a scrape adds to each. */
const SCRAPED = ['instance', 'job']
const known = new Map([['up', SCRAPED]])
for (const metric of createMetrics().registry.getMetricsAsArray()) {
  const labels = [...SCRAPED, ...(metric as unknown as { labelNames: string[] }).labelNames]
  if (metric.constructor.name !== 'Histogram') known.set(metric.name, labels)
  else for (const series of ['count', 'sum']) known.set(`${metric.name}_${series}`, labels)
  if (metric.constructor.name === 'Histogram') known.set(`${metric.name}_bucket`, [...labels, 'le'])
}

type Selector = { metric: string; labels: string[] }
type Query = { wrong: string[]; selectors: Selector[]; grouped: string[] }

/** The tree's own words: what is no PromQL, each selector with the labels it matches, and the labels of `by`. */
function readQuery(expression: string): Query {
  const query: Query = { wrong: [], selectors: [], grouped: [] }
  parser.parse(expression).iterate({
    enter({ name, type, from, to, node }) {
      const text = expression.slice(from, to)
      if (type.isError) query.wrong.push(`at ${from}: ${expression.slice(from)}`)
      if (name === 'Identifier') query.selectors.push({ metric: text, labels: [] })
      if (name !== 'LabelName') return
      if (node.parent?.name === 'GroupingLabels') query.grouped.push(text)
      else query.selectors.at(-1)?.labels.push(text)
    },
  })
  return query
}

/** What is wrong with it: its grammar, metrics that are not, labels that they do not have. */
function wrongIn(expression: string): string[] {
  const { wrong, selectors, grouped } = readQuery(expression)
  const ofAll = selectors.flatMap(({ metric }) => known.get(metric) ?? [])
  return [
    ...wrong,
    ...(selectors.length === 0 ? ['no metric'] : []),
    ...selectors.filter(({ metric }) => !known.has(metric)).map(({ metric }) => metric),
    ...selectors.flatMap(({ metric, labels }) => labels.filter((each) => !known.get(metric)?.includes(each))),
    ...grouped.filter((label) => !ofAll.includes(label)),
  ]
}

it('knows what is wrong', () => {
  expect(wrongIn('sum by (merchant) (rate(ingo_capture_attempts_total[5m])')).not.toEqual([])
  expect(wrongIn('rate(ingo_capture_attempts[5m])')).toEqual(['ingo_capture_attempts'])
  expect(wrongIn('ingo_capture_attempts_total{shop="a"}')).toEqual(['shop'])
  expect(wrongIn('sum by (le) (ingo_capture_attempts_total)')).toEqual(['le'])
  expect(wrongIn('ingo_capture_request_duration_seconds')).toEqual(['ingo_capture_request_duration_seconds'])
})

it.each(rules)('$alert asks for what there is, and its words for labels that it has', (rule) => {
  expect(wrongIn(rule.expr)).toEqual([])
  const { grouped, selectors } = readQuery(rule.expr)
  const has = grouped.length > 0 ? grouped : selectors.flatMap(({ metric }) => known.get(metric) ?? [])
  const used = [...JSON.stringify(rule.annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label)
  expect(used.filter((label = '') => !has.includes(label))).toEqual([])
})

it('one server of several that is down is told, and all of them too', () => {
  const expressions = rules.map(({ expr }) => expr)
  expect(expressions).toContain('absent(ingo_capture_build_info)')
  expect(expressions.filter((expr) => /^up\{job=.+\} == 0$/.test(expr))).toHaveLength(1)
})

it.each(dashboard.panels)('$title asks for what there is, of the merchants and instances chosen', (panel) => {
  for (const { expr } of panel.targets) {
    expect(wrongIn(expr)).toEqual([])
    for (const { metric, labels } of readQuery(expr).selectors)
      for (const name of ['merchant', 'instance'])
        if (known.get(metric)?.includes(name)) expect(labels).toContain(name)
  }
})

it('the choices of the dashboard are of labels that exist', () => {
  const [source, ...choices] = dashboard.templating.list
  expect(source).toMatchObject({ name: 'datasource', query: 'prometheus' })
  const asked = choices.map(({ name, query }) => {
    const text = typeof query === 'string' ? query : query.query
    const [, metric = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(text) ?? []
    return [name, label, known.get(metric)?.includes(label)]
  })
  expect(asked).toEqual([
    ['merchant', 'merchant', true],
    ['instance', 'instance', true],
  ])
})
