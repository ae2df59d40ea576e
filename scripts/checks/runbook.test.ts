/** The runbook's commands and alerts match the deployment in deploy/. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { USER_RULES } from '../../server/testing/redisServer.case.js'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const deployment = read('docs/deploy.md')
const monitoring = read('docs/monitor.md')

type Compose = { services: Record<string, { environment?: Record<string, string> }> }
const { services } = parse(read('deploy/compose.yaml'), { merge: true }) as Compose
const captures = Object.keys(services).filter((name) => services[name]?.environment?.REDIS_URL_FILE)

it('sends SIGHUP to every server of deploy/, with a program that the image has', () => {
  expect(captures).toEqual(['capture-a', 'capture-b'])
  expect(deployment).toContain(`kill --signal SIGHUP ${captures.join(' ')}\n`)
  const [, node = ''] = /^ENTRYPOINT \["([^"]+)"/m.exec(read('Dockerfile')) ?? []
  expect(deployment).toContain(`kubectl exec "$pod" -- ${node} -e 'process.kill(1, "SIGHUP")'`)
  expect(read('deploy/kubernetes/deployment.yaml')).toContain('app.kubernetes.io/name: ingo-capture')
  expect(deployment).toContain('--selector app.kubernetes.io/name=ingo-capture ')
})

it('gives the user of a shared Redis the rights that the tests’ user has', () => {
  expect(deployment).toContain(`ACL SETUSER capture on >PASSWORD ${USER_RULES.join(' ')}\n`)
})

it('lets Prometheus scrape each pod on its metrics port', () => {
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

it('has a row for every alert, and no other', () => {
  const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).sort()
  const alerts = names(read('deploy/alerts.yaml'), /- alert: (\w+)/g)
  expect(alerts.length).toBeGreaterThan(0)
  expect(names(monitoring, /^\| `(IngoCapture\w+)`/gm)).toEqual(alerts)
})
