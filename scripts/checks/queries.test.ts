/** The queries of the alerts and the dashboard, parsed by Prometheus' own grammar: they use existing metrics and labels. */
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

/** The labels that Prometheus adds to every series. */
const SCRAPE_LABELS = ['instance', 'job']
/** The labels of each series that Prometheus scrapes. */
const series = new Map([['up', SCRAPE_LABELS]])
for (const metric of createMetrics().registry.getMetricsAsArray()) {
  const labels = [...SCRAPE_LABELS, ...(metric as unknown as { labelNames: string[] }).labelNames]
  if (metric.constructor.name !== 'Histogram') series.set(metric.name, labels)
  else for (const part of ['count', 'sum']) series.set(`${metric.name}_${part}`, labels)
  if (metric.constructor.name === 'Histogram') series.set(`${metric.name}_bucket`, [...labels, 'le'])
}

type Selector = { metric: string; labels: string[] }
type Query = { syntaxErrors: string[]; selectors: Selector[]; grouped: string[] }

/** Reads the syntax tree: its errors, each selector with the labels that it matches, and the labels of `by`. */
function readQuery(expression: string): Query {
  const query: Query = { syntaxErrors: [], selectors: [], grouped: [] }
  parser.parse(expression).iterate({
    enter({ name, type, from, to, node }) {
      const text = expression.slice(from, to)
      if (type.isError) query.syntaxErrors.push(`at ${from}: ${expression.slice(from)}`)
      if (name === 'Identifier') query.selectors.push({ metric: text, labels: [] })
      if (name !== 'LabelName') return
      if (node.parent?.name === 'GroupingLabels') query.grouped.push(text)
      else query.selectors.at(-1)?.labels.push(text)
    },
  })
  return query
}

/** The errors of a query: its syntax, unknown metrics, and labels that its metrics don't have. */
function queryErrors(expression: string): string[] {
  const { syntaxErrors, selectors, grouped } = readQuery(expression)
  const labelsOfAll = selectors.flatMap(({ metric }) => series.get(metric) ?? [])
  return [
    ...syntaxErrors,
    ...(selectors.length === 0 ? ['no metric'] : []),
    ...selectors.filter(({ metric }) => !series.has(metric)).map(({ metric }) => metric),
    ...selectors.flatMap(({ metric, labels }) =>
      labels.filter((each) => !series.get(metric)?.includes(each)),
    ),
    ...grouped.filter((label) => !labelsOfAll.includes(label)),
  ]
}

it.each(rules)(
  '$alert queries existing metrics and labels, and its annotations use labels of the result',
  (rule) => {
    expect(queryErrors(rule.expr)).toEqual([])
    const { grouped, selectors } = readQuery(rule.expr)
    const available =
      grouped.length > 0 ? grouped : selectors.flatMap(({ metric }) => series.get(metric) ?? [])
    const used = [...JSON.stringify(rule.annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label)
    expect(used.filter((label = '') => !available.includes(label))).toEqual([])
  },
)

it('alerts on one server that is down, and on all of them', () => {
  const expressions = rules.map(({ expr }) => expr)
  expect(expressions).toContain('absent(ingo_capture_build_info)')
  expect(expressions.filter((expr) => /^up\{job=.+\} == 0$/.test(expr))).toHaveLength(1)
})

it.each(dashboard.panels)(
  'the panel $title queries existing metrics, filtered by merchant and instance',
  (panel) => {
    for (const { expr } of panel.targets) {
      expect(queryErrors(expr)).toEqual([])
      for (const { metric, labels } of readQuery(expr).selectors)
        for (const name of ['merchant', 'instance'])
          if (series.get(metric)?.includes(name)) expect(labels).toContain(name)
    }
  },
)

it('the dashboard’s variables read existing labels', () => {
  const [source, ...choices] = dashboard.templating.list
  expect(source).toMatchObject({ name: 'datasource', query: 'prometheus' })
  const variables = choices.map(({ name, query }) => {
    const text = typeof query === 'string' ? query : query.query
    const [, metric = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(text) ?? []
    return [name, label, series.get(metric)?.includes(label)]
  })
  expect(variables).toEqual([
    ['merchant', 'merchant', true],
    ['instance', 'instance', true],
  ])
})
