/** deploy/ingo-capture.service, read without systemd: it agrees with the server and with the other files of deploy/. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NODE_OPTIONS } from '../../e2e/bench/proxy/subjects.js'
import { parseConfig } from '../../server/config/config.js'
import { environment } from '../../server/testing/app.case.js'

const repository = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(repository, path), 'utf8')
const unit = read('deploy/ingo-capture.service')

/** The values of a key of the unit, in their order. */
function values(key: string): string[] {
  return [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value)
}

const settings = values('Environment').map((line) => line.split('=') as [name: string, value: string])

it('starts a file of the published package as the image and the bench do, with an option that serve has', () => {
  const [, flag, script = '', command, ...options] = values('ExecStart')[0]?.split(' ') ?? []
  expect([flag]).toEqual(NODE_OPTIONS)
  expect(read('Dockerfile')).toContain(`ENTRYPOINT ["/nodejs/bin/node", "${flag}", "dist/server/cli.js"]\n`)
  expect(read('docs/deploy.md')).toContain(`node ${flag} `)
  expect(script).toMatch(/^node_modules\/ingo-capture-server\//)
  expect(existsSync(join(repository, 'dist/packages', script.replace('node_modules/', '')))).toBe(true)
  expect([command, ...options]).toEqual(['serve', '--settings', '/etc/ingo-capture/settings.env'])
})

it('names secrets as files, where compose.yaml has them, and the store in its own folder', () => {
  const compose = read('deploy/compose.yaml')
  const secrets = settings.filter(([name]) => name.endsWith('_FILE'))
  expect(secrets.map(([name]) => name)).toEqual([
    ...['CAPTURE_SECRET_KEY_FILE', 'CAPTURE_SEALING_KEYS_FILE', 'INGO_USERNAME_FILE', 'INGO_SECRET_FILE'],
  ])
  for (const [name, value] of secrets)
    expect(compose).toContain(`${name}: ${value.replace('/etc/ingo-capture/secrets', '/run/secrets')}\n`)
  expect(Object.fromEntries(settings).CAPTURE_STORE).toBe(`/var/lib/${values('StateDirectory')[0]}/store.db`)
})

it('waits longer for the end than the server does, and does not restart it after an invalid setting', () => {
  const { drainMs } = parseConfig(environment)
  expect(Number(values('TimeoutStopSec')[0]) * 1000).toBeGreaterThan(drainMs)
  expect(values('RestartPreventExitStatus')).toEqual(['2'])
})
