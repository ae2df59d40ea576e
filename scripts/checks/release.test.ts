/** What a release rests on: CI runs what everybody runs, publishing is proven, and users are told what changed. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

type Step = { uses?: string; run?: string; with?: Record<string, unknown> }
type Job = { steps: Step[]; permissions?: Record<string, string>; environment?: string }
type Workflow = { permissions: Record<string, string>; jobs: Record<string, Job> }

const ci = parse(read('.github/workflows/ci.yml')) as Workflow
const release = parse(read('.github/workflows/release.yml')) as Workflow
const runsOf = (job?: Job) => job?.steps.flatMap(({ run }) => run ?? []) ?? []

it('CI and a release run the command that everybody runs', () => {
  expect(runsOf(ci.jobs.test)).toContain('.ci/run')
  const runs = runsOf(release.jobs.publish)
  expect(runs).toContain('.ci/run')
  expect(runs.indexOf('.ci/run')).toBeLessThan(runs.findIndex((run) => run.startsWith('npm publish')))
})

it('publishes with provenance, asked for by a person; nothing else may write', () => {
  expect(runsOf(release.jobs.publish).at(-1)).toBe('npm publish --provenance --access public')
  expect(release.jobs.publish).toMatchObject({
    environment: 'release',
    permissions: { contents: 'read', 'id-token': 'write' },
  })
  for (const { permissions, jobs } of [ci, release]) {
    expect(permissions).toEqual({ contents: 'read' })
    for (const { steps } of Object.values(jobs)) {
      const [checkout] = steps
      expect(checkout).toMatchObject({ with: { 'persist-credentials': false } })
    }
  }
})

it('drives the browsers of the version that is installed', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  const wanted = `npx --yes playwright@${devDependencies['@playwright/test'] ?? ''} install-deps`
  for (const job of [ci.jobs.test, release.jobs.publish]) expect(runsOf(job)).toContain(wanted)
})

it('the changelog begins with the version that is packed', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(/^## (.+)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})

it('a build leaves nothing of a source that has gone, and all that others made', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  expect(scripts.build).toMatch(/^tsc -b && node scripts\/prune\.mjs && /)
  const folder = mkdtempSync(join(tmpdir(), 'prune-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const kept = ['server/here.js', 'server/here.d.ts', 'widget/Here.js', 'widget/Here.d.ts', 'sdk/index.js']
  const copied = 'cjs/types/server/here.d.ts'
  const gone = ['server/cli/gone.js', 'server/cli/gone.d.ts']
  const made = [...kept, copied, ...gone].map((file) => `dist/${file}`)
  for (const file of ['server/here.ts', 'widget/Here.tsx', ...made]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  execFileSync(process.execPath, [join(import.meta.dirname, '../prune.mjs')], { cwd: folder })
  const left = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
  expect(left.filter((file) => /\.(js|ts)$/.test(file)).sort()).toEqual([...kept, copied].sort())
})
