/**
 * The Cypress kit compiles with Cypress's own types. They come from its tarball: an installation would bring 170
 * packages, and try to download a browser.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const MINUTE = 60_000
const repository = join(import.meta.dirname, '../..')
const CYPRESS = 'cypress@15.3.0'

const consumer = `/// <reference types="cypress" />
import { accounts, captureFrame } from 'ingo-capture/cypress'
import type { Cy } from './node_modules/ingo-capture/dist/e2e/kit/cypress/cy.js'
export const own: Cy = cy
it('accepts a card', () => {
  const form = captureFrame('#payout')
  cy.visit('/payout')
  form.waitReady({ timeout: 10_000 })
  form.fillCard({ account: accounts.success, expiration_date: '12 / 29' })
  form.field('cvv').then((input) => {
    cy.wrap(input).focus()
  })
  form.field('recipient_state').should('have.value', 'GA').should('be.visible')
  form.press('#pay')
  form.expectToken().then(({ customer_account_token }) => {
    cy.wrap(customer_account_token).should('match', /./)
  })
  // @ts-expect-error no such code
  form.expectError({ code: 'card_decline' })
  // @ts-expect-error Cypress has no such command: its types are there
  cy.captureFrame()
  // @ts-expect-error the types are compared
  const wrong: Cy & { visit(count: number): number } = cy
  void wrong
})`

/** The example of docs/testing.md. */
const docs = readFileSync(join(repository, 'docs/testing.md'), 'utf8')
const example = /^```ts\n(import [^\n]*'ingo-capture\/cypress'\n[^]*?)^```$/m.exec(docs)?.[1] ?? ''

let folder = ''

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cypress-types-')))
  const { stdout } = await run('npm', ['pack', CYPRESS, '--silent', '--prefer-offline'], { cwd: folder })
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, 'cypress'), { recursive: true })
  await run('tar', [
    'xzf',
    join(folder, stdout.trim()),
    '-C',
    join(modules, 'cypress'),
    '--strip-components=1',
  ])
  // Cypress's types import this package. Without it `cy` would be `any`.
  await mkdir(join(modules, 'eventemitter2'))
  await writeFile(join(modules, 'eventemitter2/index.d.ts'), 'export class EventEmitter2 {}')
  await symlink(repository, join(modules, 'ingo-capture'))
}, MINUTE)

afterAll(() => rm(folder, { recursive: true }))

it(
  'compiles a test with Cypress’s types, whose `cy` matches the kit’s type',
  async () => {
    expect(example).toContain('cy.visit')
    await writeFile(join(folder, 'payout.cy.ts'), consumer)
    await writeFile(join(folder, 'example.cy.ts'), `/// <reference types="cypress" />\n${example}`)
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      skipLibCheck: true,
    }
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['payout.cy.ts', 'example.cy.ts'] }),
    )
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
      (error: unknown) => error as { stdout: string },
    )
    expect(stdout).toBe('')
  },
  2 * MINUTE,
)
