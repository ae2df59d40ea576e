/**
 * Secrets that an operator leaves in a checkout reach neither the npm package, nor the Docker build context, nor Git.
 * The test plants them in a copy of the repository: in every folder, under each name that the docs and deploy/ use.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'

const repository = join(import.meta.dirname, '../..')
const LEFT_OUT = ['.git', '.capture', 'node_modules', 'test-results', 'playwright-report']
/** Names of the secrets in docs/deploy.md, as files of a Kubernetes Secret. */
const settings = ['SECRET_KEY', 'SEALING_KEYS'].map((name) => `CAPTURE_${name}`)
const names = [
  ...settings,
  ...['INGO_USERNAME', 'INGO_SECRET', 'INGO_API_KEY', 'REDIS_URL'],
  ...['.env', '.env.production', 'secrets/ingo_secret', 'secrets/valkey.conf'],
  ...['merchants/merchants.json', 'merchants/shop-a-key', 'merchants.json'],
  ...['.capture/store.db', '.capture/store.db-wal', 'store.db', 'store.db-shm'],
  ...['tls.pem', 'tls.key', 'client.p12'],
]
type Compose = { services: Record<string, { volumes?: string[] }>; secrets: Record<string, { file: string }> }

const read = (path: string) => readFileSync(join(repository, path), 'utf8')
let copy = ''
let planted: string[] = []

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'planted-secrets-'))
  const isCopied = (path: string) => !LEFT_OUT.includes(relative(repository, path))
  cpSync(repository, copy, { recursive: true, filter: isCopied })
  const folders = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(copy, join(entry.parentPath, entry.name)))
  planted = ['', ...folders].flatMap((folder) => names.map((name) => join(folder, name)))
  for (const path of planted) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), 'canary')
  }
  expect(planted).toEqual(
    expect.arrayContaining([
      'deploy/.env',
      'deploy/secrets/ingo_secret',
      '.capture/store.db',
      'docs/tls.pem',
    ]),
  )
}, 60_000)

afterAll(() => {
  rmSync(copy, { recursive: true })
})

it('npm pack takes no planted secret, and every tracked file of deploy/ and docs/', () => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: copy, encoding: 'utf8' })
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }]
  const packed = new Set(files.map(({ path }) => path))
  expect(planted.filter((path) => packed.has(path))).toEqual([])
  const tracked = execFileSync('git', ['ls-files', 'deploy', 'docs'], { cwd: repository, encoding: 'utf8' })
  // If a file is missing here, name it in "files" of package.json.
  expect(tracked.trim().split('\n')).toEqual(
    [...packed].filter((path) => /^(deploy|docs)\//.test(path)).sort(),
  )
}, 60_000)

/** The pattern of a line in .dockerignore. As in Docker, it matches a path and everything below it. */
function toPattern(line: string): RegExp {
  const escaped = line.replace(/[.+^$()[\]{}|\\]/g, '\\$&')
  const source = escaped.replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))
  return new RegExp(`^${source}(?:/.*)?$`)
}

it('the Docker build context has no planted secret', () => {
  const rules = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: toPattern(line.replace(/^!/, '')) }))
  // The last line that matches decides.
  const isInContext = (path: string) => rules.findLast(({ pattern }) => pattern.test(path))?.keeps ?? true
  expect(['server/cli.ts', 'package.json', 'README.md', 'deploy/compose.yaml'].map(isInContext)).toEqual([
    ...[true, true],
    ...[false, false],
  ])
  expect(planted.filter(isInContext)).toEqual([])
})

it('Git ignores every planted secret', () => {
  execFileSync('git', ['init', '--quiet'], { cwd: copy })
  const ignored = execFileSync('git', ['check-ignore', '--stdin'], { cwd: copy, input: planted.join('\n') })
  expect(new Set(ignored.toString().trim().split('\n'))).toEqual(new Set(planted))
})

it('reads secrets from files outside the repository, and Valkey asks for a password', () => {
  const compose = parse(read('deploy/compose.yaml')) as Compose
  for (const [name, { file }] of Object.entries(compose.secrets))
    expect(file).toBe(`\${CAPTURE_SECRETS:-/etc/ingo-capture/secrets}/${name}`)
  // Other than secrets, only the proxy's configuration is mounted from deploy/.
  const volumes = Object.values(compose.services).flatMap((each) => each.volumes ?? [])
  expect(volumes.filter((volume) => volume.startsWith('.'))).toEqual(['./Caddyfile:/etc/caddy/Caddyfile:ro'])
  for (const path of ['deploy/compose.yaml', 'docs/deploy.md', 'docs/monitor.md', 'README.md'])
    expect(read(path)).not.toMatch(/deploy\/\.env|deploy\/secrets|\.\/secrets|\.\/merchants/)
  expect(compose.services.valkey).toMatchObject({
    command: expect.arrayContaining(['valkey-server', '/run/secrets/valkey.conf']) as string[],
    secrets: ['valkey.conf'],
    networks: ['state'],
  })
})
