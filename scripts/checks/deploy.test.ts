/** Dockerfile and deploy/, read without a cluster or a container engine: they agree with the server, and are locked down. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'

const repository = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(repository, path), 'utf8')

type Container = {
  ports: { name: string; containerPort: number }[]
  env: { name: string; value: string }[]
  volumeMounts: { mountPath: string; readOnly: boolean }[]
  securityContext: object
  [probe: string]: unknown
}
type Pod = {
  containers: [Container]
  securityContext: object
  terminationGracePeriodSeconds: number
  volumes: { secret?: { secretName: string } }[]
}
type Manifest = { kind: string; metadata: { name: string }; spec: Record<string, unknown> }

/** The documents of a YAML file. A warning of the parser counts as an error. */
function parseDocuments<Content>(path: string): Content[] {
  return parseAllDocuments(read(path), { prettyErrors: true, uniqueKeys: true }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([])
    return document.toJS() as Content
  })
}

const manifests = readdirSync(join(repository, 'deploy/kubernetes'))
  .filter((name) => name !== 'kustomization.yaml')
  .flatMap((name) => parseDocuments<Manifest>(`deploy/kubernetes/${name}`))
const spec = (kind: string) => manifests.find((each) => each.kind === kind)?.spec ?? {}
const pod = (spec('Deployment').template as { metadata: { labels: object }; spec: Pod }).spec
const labels = { 'app.kubernetes.io/name': 'ingo-capture' }
const [container] = pod.containers
const dockerfile = read('Dockerfile')

type Service = Record<string, unknown> & { environment: Record<string, string>; secrets: string[] }
const [compose = { services: {}, secrets: {} }] = parseDocuments<{
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
}>('deploy/compose.yaml')
type Kustomization = { resources: string[]; configMapGenerator: [{ name: string; literals: string[] }] }
const [kustomization] = parseDocuments<Kustomization>('deploy/kubernetes/kustomization.yaml')

/** The settings that the server reads, from its own schemas. */
const settings = ['config', 'merchant'].flatMap((file) =>
  [...read(`server/config/${file}.ts`).matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name),
)
const secrets = ['CAPTURE_SECRET_KEY', 'CAPTURE_SEALING_KEYS', 'INGO_USERNAME', 'INGO_SECRET']

it('sets only settings that the server reads, every required one, and secrets only as files', () => {
  const literals = kustomization?.configMapGenerator[0].literals.map((line) => line.split('=')[0] ?? '') ?? []
  const names = {
    kubernetes: [...container.env.map(({ name }) => name), ...literals],
    compose: Object.keys(compose.services['capture-a']?.environment ?? {}),
    image: [...(/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(
      ([, name = '']) => name,
    ),
  }
  for (const [where, given] of Object.entries(names)) {
    const unknown = given.filter((name) => !settings.includes(name.replace(/_FILE$/, '')))
    expect([where, unknown]).toEqual([where, where === 'image' ? ['NODE_ENV'] : []])
    expect(given.filter((name) => secrets.includes(name))).toEqual([])
  }
  const needed = [
    'CAPTURE_MERCHANT_ID',
    'CAPTURE_ORIGINS',
    'CAPTURE_PUBLIC_URL',
    'INGO_PARTICIPANT_ID',
    'INGO_URL',
  ]
  const all = [...needed, 'CAPTURE_TRUSTED_PROXIES', ...secrets.map((name) => `${name}_FILE`)]
  expect(names.kubernetes).toEqual(expect.arrayContaining([...all, 'REDIS_URL_FILE']))
  expect(names.compose).toEqual(expect.arrayContaining([...all, 'REDIS_URL_FILE']))
})

it('uses the same ports and paths from the load balancer to the routes', () => {
  expect(dockerfile).toMatch(/PORT=4180 [^]*^EXPOSE 4180$/m)
  expect(container.ports).toEqual([
    { name: 'http', containerPort: 4180 },
    { name: 'metrics', containerPort: 9464 },
  ])
  expect(spec('Service')).toMatchObject({ selector: labels, ports: [{ targetPort: 'http' }] })
  const routes = read('server/http/routes/health.ts')
  for (const [probe, path] of [
    ['startupProbe', '/healthz'],
    ['livenessProbe', '/healthz'],
    ['readinessProbe', '/readyz'],
  ] as const) {
    expect(container[probe]).toMatchObject({ httpGet: { path, port: 'http' } })
    expect(routes).toContain(`.get('${path}'`)
  }
  const proxy = read('deploy/Caddyfile')
  expect(proxy).toContain('reverse_proxy capture-a:4180 capture-b:4180')
  expect(proxy).toContain('health_uri /readyz')
  expect(container.env).toContainEqual({ name: 'METRICS_PORT', value: '9464' })
  expect(container.env).toContainEqual({ name: 'METRICS_HOST', value: '0.0.0.0' })
  const capture = { METRICS_HOST: '0.0.0.0', METRICS_PORT: '9464' }
  expect(compose.services['capture-a']?.environment).toMatchObject(capture)
})

it('runs as an unprivileged user, on a read-only file system, without privilege escalation', () => {
  expect(dockerfile).toMatch(/^FROM gcr\.io\/distroless\/\S+:nonroot(@\S+)?$/m)
  expect(dockerfile).toMatch(/^USER 65532:65532$/m)
  // The image has no shell, so every command is an array.
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  expect(last).not.toMatch(/^RUN|^(?:CMD|ENTRYPOINT) [^[]|HEALTHCHECK.* CMD [^[]/m)
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 })
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    volumes: [{ secret: { secretName: 'ingo-capture' } }],
  })
  for (const { readOnly } of container.volumeMounts) expect(readOnly).toBe(true)
  for (const name of ['capture-a', 'capture-b']) {
    expect(compose.services[name]).toMatchObject({
      read_only: true,
      user: '65532:65532',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    expect([...(compose.services[name]?.secrets ?? []), 'valkey.conf']).toEqual(Object.keys(compose.secrets))
    expect(compose.services[name]).not.toHaveProperty('ports')
  }
  expect(compose.services.valkey).not.toHaveProperty('ports')
})

it('mounts only files of deploy/, and builds no image', () => {
  for (const service of Object.values(compose.services)) {
    expect(service).not.toHaveProperty('build')
    const mounted = ((service.volumes ?? []) as string[]).filter((volume) => volume.startsWith('.'))
    for (const volume of mounted)
      expect(existsSync(join(repository, 'deploy', volume.split(':')[0] ?? ''))).toBe(true)
  }
})

it('gives a stopping container more time than the server takes to drain', () => {
  const [, drain = ''] =
    /CAPTURE_DRAIN_SECONDS: withDefault\('(\d+)'/.exec(read('server/config/config.ts')) ?? []
  const preStop = JSON.stringify(container.lifecycle)
  const [, pause = ''] = /setTimeout\(\(\) => undefined, (\d+)\)/.exec(preStop) ?? []
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(drain) + Number(pause) / 1000)
  expect(parseInt(String(compose.services['capture-a']?.stop_grace_period))).toBeGreaterThan(Number(drain))
})

it('scales the Deployment, keeps one pod while a node drains, and allows traffic to gateway, Valkey and DNS only', () => {
  expect(spec('Deployment')).toMatchObject({ selector: { matchLabels: labels } })
  expect(spec('Deployment')).not.toHaveProperty('replicas')
  expect(spec('HorizontalPodAutoscaler')).toMatchObject({
    scaleTargetRef: { kind: 'Deployment', name: 'ingo-capture' },
    minReplicas: 2,
  })
  expect(spec('PodDisruptionBudget')).toMatchObject({
    maxUnavailable: 1,
    selector: { matchLabels: labels },
  })
  const { podSelector, policyTypes, egress } = spec('NetworkPolicy') as {
    podSelector: object
    policyTypes: string[]
    egress: { to: { ipBlock?: { except: string[] } }[]; ports: { port: number }[] }[]
  }
  expect([podSelector, policyTypes]).toEqual([{ matchLabels: labels }, ['Ingress', 'Egress']])
  expect(egress.map(({ to, ports }) => [to.length, ports.map(({ port }) => port)])).toEqual([
    [1, [443]],
    [1, [6379]],
    [1, [53, 53]],
  ])
  // The range of the metadata services where clouds hand out credentials.
  expect(egress[0]?.to[0]?.ipBlock?.except).toContain('169.254.0.0/16')
  const valkey = manifests.find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'valkey',
  )
  expect(valkey?.spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'valkey' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 6379, protocol: 'TCP' }] }],
    egress: [],
  })
  const resources = readdirSync(join(repository, 'deploy/kubernetes')).filter(
    (name) => name !== 'kustomization.yaml',
  )
  expect([...(kustomization?.resources ?? [])].sort()).toEqual(resources.sort())
})
