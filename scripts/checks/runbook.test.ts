/** What the runbook and the comments of deploy/ tell an operator to do, held against what is there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { merchantNames } from '../../server/config/merchant.js'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const runbook = read('docs/operations.md')

type Compose = { services: Record<string, { environment?: Record<string, string> }> }
type Kustomization = { configMapGenerator: [{ literals: string[] }] }
type Deployment = {
  spec: { template: { spec: { containers: [{ env: { name: string }[] }] } } }
}
const { services } = parse(read('deploy/compose.yaml'), { merge: true }) as Compose
const captures = Object.keys(services).filter((name) => services[name]?.environment?.REDIS_URL)
const settings: [file: string, names: (content: unknown) => string[]][] = [
  ['compose.yaml', () => Object.keys(services['capture-a']?.environment ?? {})],
  [
    'kubernetes/kustomization.yaml',
    (content) =>
      (content as Kustomization).configMapGenerator[0].literals.map((line) => line.split('=')[0] ?? ''),
  ],
  [
    'kubernetes/deployment.yaml',
    (content) => (content as Deployment).spec.template.spec.containers[0].env.map(({ name }) => name),
  ],
]

it.each(settings)(
  '%s: what gives way to CAPTURE_CONFIG stands below its comment, and nothing else does',
  (...row) => {
    const [file, namesIn] = row
    const text = read(`deploy/${file}`)
    const names = namesIn(parse(text, { merge: true }))
    const ofOne = names.filter((name) => merchantNames.includes(name.replace(/_FILE$/, '')))
    expect(ofOne.length).toBeGreaterThan(2)
    expect(names.slice(-ofOne.length)).toEqual(ofOne)
    const [, below = ''] = text.split("# One merchant's")
    expect(below.replace(/^.*\n(?: *#.*\n)*/, '').trimStart()).toMatch(
      new RegExp(`^\\W*(?:name: )?${ofOne[0] ?? ''}\\b`),
    )
  },
)

it('the signal is sent to each server that there is, by what the image has', () => {
  expect(captures).toEqual(['capture-a', 'capture-b'])
  expect(runbook).toContain(`kill --signal SIGHUP ${captures.join(' ')}\n`)
  const [, node = ''] = /^ENTRYPOINT \["([^"]+)"/m.exec(read('Dockerfile')) ?? []
  expect(runbook).toContain(`kubectl exec "$pod" -- ${node} -e 'process.kill(1, "SIGHUP")'`)
  expect(read('deploy/kubernetes/deployment.yaml')).toContain('app.kubernetes.io/name: ingo-capture')
  expect(runbook).toContain('--selector app.kubernetes.io/name=ingo-capture ')
})

it('each process is scraped by itself, where it listens', () => {
  const { spec } = parse(read('deploy/kubernetes/deployment.yaml'), { merge: true }) as {
    spec: { template: { metadata: object } }
  }
  expect(spec.template.metadata).toMatchObject({
    annotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9464',
      'prometheus.io/path': '/metrics',
    },
  })
})

it('every alert has its row in the runbook, and every row its alert', () => {
  const namesIn = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name]) => name).sort()
  const alerts = namesIn(read('deploy/alerts.yaml'), /- alert: (\w+)/g)
  expect(alerts.length).toBeGreaterThan(0)
  expect(namesIn(runbook, /^\| `(IngoCapture\w+)`/gm)).toEqual(alerts)
})
