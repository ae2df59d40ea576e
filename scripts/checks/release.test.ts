/** The release workflow: it runs the whole test command, publishes with provenance, and has a changelog. */
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
const pin = parse(read('.github/workflows/pin.yml')) as Workflow
const commands = (job?: Job) => job?.steps.flatMap(({ run }) => run ?? []) ?? []

it('CI and the release run .ci/run, and the release does so before it publishes', () => {
  expect(commands(ci.jobs.test)).toContain('.ci/run')
  const runs = commands(release.jobs.publish)
  expect(runs).toContain('.ci/run')
  expect(runs.indexOf('.ci/run')).toBeLessThan(runs.findIndex((run) => run.startsWith('npm publish')))
})

it('publishes with provenance after an approval, and gives no workflow another write permission', () => {
  // The SDK first, because the server's package depends on it.
  expect(commands(release.jobs.publish).slice(-2)).toEqual(
    ['ingo-capture', 'ingo-capture-server'].map(
      (name) => `npm publish ./dist/packages/${name} --provenance --access public`,
    ),
  )
  expect(release.jobs.publish).toMatchObject({
    environment: 'release',
    permissions: { contents: 'read', 'id-token': 'write' },
  })
  for (const { permissions, jobs } of [ci, release, pin]) {
    expect(permissions).toEqual({ contents: 'read' })
    for (const { steps } of Object.values(jobs)) {
      const [checkout] = steps
      expect(checkout).toMatchObject({ with: { 'persist-credentials': false } })
    }
  }
})

it('installs the browser dependencies of the Playwright version in package.json', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  const install = `npx --yes playwright@${devDependencies['@playwright/test'] ?? ''} install-deps`
  for (const job of [ci.jobs.test, release.jobs.publish]) expect(commands(job)).toContain(install)
})

/** An exact version, with or without a digest. */
const EXACT = /[@:]v?\d+\.\d+\.\d+(-[a-z-]+)?(@sha256:[0-9a-f]{64})?$/
const PINNED_ACTION = /@[0-9a-f]{40}$/

it('uses images and actions of exact versions', () => {
  const steps = [ci, release, pin].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps))
  const actions = steps.flatMap(({ uses }) => uses ?? [])
  expect(actions.filter((name) => !EXACT.test(name) && !PINNED_ACTION.test(name))).toEqual([])
  const { services } = parse(read('deploy/compose.yaml'), { merge: true }) as {
    services: Record<string, { image: string }>
  }
  const images = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
  images.push(...Object.values(services).map(({ image }) => image))
  const floating = images.filter((image) => !EXACT.test(image))
  // Distroless images have no version tags, and the operator builds the capture server's image.
  expect(floating.filter((image) => !/^gcr\.io\/distroless\/|^\$\{CAPTURE_IMAGE/.test(image))).toEqual([])
})

it('has a workflow that pins images and actions by digest, with a pull request', () => {
  const [, renovate] = pin.jobs.renovate?.steps ?? []
  expect(renovate?.uses).toMatch(/^renovatebot\/github-action@/)
  const settings = JSON.parse(read('.github/renovate.json')) as { extends: string[]; automerge?: boolean }
  expect(settings.extends).toEqual(
    expect.arrayContaining(['docker:pinDigests', 'helpers:pinGitHubActionDigests']),
  )
  expect(settings).not.toHaveProperty('automerge')
})

it('the changelog begins with the version in package.json', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(/^## (.+)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})

it('the build removes the output of deleted sources, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prune-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const kept = ['server/kept.js', 'server/kept.d.ts', 'widget/Kept.js', 'widget/Kept.d.ts', 'public/index.js']
  const copied = 'packages/ingo-capture/types/server/kept.d.ts'
  const stale = ['server/cli/deleted.js', 'server/cli/deleted.d.ts']
  const output = [...kept, copied, ...stale].map((file) => `dist/${file}`)
  for (const file of ['server/kept.ts', 'widget/Kept.tsx', ...output]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  execFileSync(process.execPath, [join(import.meta.dirname, '../build/removeStaleOutput.mjs')], {
    cwd: folder,
  })
  const left = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
  expect(left.filter((file) => /\.(js|ts)$/.test(file)).sort()).toEqual([...kept, copied].sort())
})
