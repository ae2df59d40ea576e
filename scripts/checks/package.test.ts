/**
 * The packages as users install them: packed, installed into an empty folder, and used with each of their tools. The
 * tools are links to this repository's own, so that npm fetches only the packages' dependencies.
 */
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  buildPage,
  moduleConsumer,
  tsxConsumer,
  typescriptConsumer,
} from '../../e2e/harness/packageConsumers.js'
import './backend.case.js'
import './contents.case.js'
import './doctor.case.js'
import { installed, MINUTE, repository, run } from './installed.case.js'
import './serve.case.js'
import './editorTexts.case.js'
import './templates.case.js'

const tools = ['msw', 'react', 'react-dom', '@types/react', '@types/node', '@playwright/test', 'csstype']

let folder = ''

beforeAll(async () => {
  folder = installed.folder
  for (const tool of tools) {
    const link = join(folder, 'node_modules', tool)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(repository, 'node_modules', tool), link)
  }
})

const write = (name: string, text: string) => writeFile(join(folder, name), text)

/** Runs a file in the folder, and parses the JSON that it prints. */
async function runNode(name: string, text: string): Promise<unknown> {
  await write(name, text)
  return JSON.parse((await run(process.execPath, [name], { cwd: folder })).stdout)
}

const bundle = (text: string) => buildPage(folder, text)

describe('the packages are used', () => {
  it(
    'with Vite: a page bundles only what it imports',
    async () => {
      const script = await bundle(`import { create } from 'ingo-capture'; window.create = create`)
      expect(script).not.toMatch(/customElements|forwardRef/)
      const element = await bundle(`import 'ingo-capture/element'`)
      expect(element).toContain('customElements.define')
      const app = await bundle(`import { Capture } from 'ingo-capture/react'
      import { createRoot } from 'react-dom/client'
      createRoot(document.body).render(<Capture url={window.url} onToken={console.log} />)`)
      expect(app).toMatch(/captureState/)
    },
    MINUTE,
  )

  it('on a server: an import has no side effects, and React renders the placeholder', async () => {
    const rendered = await runNode(
      'server.mjs',
      `import { create, preload } from 'ingo-capture'
       import 'ingo-capture/element'
       import { Capture } from 'ingo-capture/react'
       import { createElement } from 'react'
       import { renderToString } from 'react-dom/server'
       preload('https://capture.example')
       const url = 'https://capture.example/frame/demo?form=card#sealed'
       console.log(JSON.stringify([typeof create({ url }).mount, renderToString(createElement(Capture, { url }))]))`,
    )
    expect(rendered).toEqual(['function', expect.stringMatching(/^<div><div aria-hidden="true"><svg /)])
  })

  it('on a server with React 18', async () => {
    const modules = join(folder, 'react18', 'node_modules')
    // Copied, because a package behind a link would resolve React from the link's target.
    for (const [name, from] of [
      ['react', join(repository, 'node_modules/react-18')],
      ['react-dom', join(repository, 'node_modules/react-dom-18')],
      ['ingo-capture', join(folder, 'node_modules/ingo-capture')],
    ] as const) {
      await cp(from, join(modules, name), { recursive: true })
    }
    const [version, html] = (await runNode(
      'react18/server.mjs',
      `import { Capture } from 'ingo-capture/react'
       import { createElement, version } from 'react'
       import { renderToString } from 'react-dom/server'
       const url = 'https://capture.example/frame/demo?form=card#sealed'
       const attributes = { id: 'a', className: 'b', 'data-test': 'c', 'aria-label': 'd' }
       console.log(JSON.stringify([version, renderToString(createElement(Capture, { url, ...attributes }))]))`,
    )) as string[]
    expect(version).toMatch(/^18\./)
    expect(html).toMatch(/^<div id="a" class="b" data-test="c" aria-label="d"><div aria-hidden="true"><svg /)
  })

  it('with require: every CommonJS entry exports the same names as with import', async () => {
    const entries = [
      '',
      '/react',
      '/element',
      '/backend',
      '/testing',
      '/testing/react',
      '/testing/element',
      '/testing/msw',
    ].map((name) => `ingo-capture${name}`)
    const [required, imported] = (await runNode(
      'names.cjs',
      `const entries = ${JSON.stringify(entries)}
       const names = (all) => all.map((entry) => Object.keys(entry).sort())
       Promise.all(entries.map((entry) => import(entry))).then((imported) =>
         console.log(JSON.stringify([names(entries.map((entry) => require(entry))), names(imported)])))`,
    )) as [unknown, unknown]
    expect(required).toEqual(imported)
  })

  it('with require: every entry loads, ES modules too', async () => {
    const types = await runNode(
      'all.cjs',
      `const { create, CaptureError } = require('ingo-capture')
       const { createSession } = require('ingo-capture/backend')
       const { createApp } = require('ingo-capture-server')
       const { accounts, captureFrame } = require('ingo-capture/playwright')
       const { Capture } = require('ingo-capture/react')
       require('ingo-capture/element')
       const all = [create, CaptureError, createApp, createSession, captureFrame, Capture, accounts.success]
       console.log(JSON.stringify(all.map((each) => typeof each)))`,
    )
    expect(types).toEqual(['function', 'function', 'function', 'function', 'function', 'object', 'string'])
  })

  it('with Playwright: a CommonJS project lists a test that imports the kit', async () => {
    const project = join(folder, 'e2e')
    await mkdir(project)
    await writeFile(join(project, 'package.json'), '{ "private": true }')
    const text = `import { test } from '@playwright/test'
      import { accounts, captureFrame } from 'ingo-capture/playwright'
      test(typeof captureFrame + accounts.success, () => {})`
    await writeFile(join(project, 'kit.spec.ts'), text)
    const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli')
    const { stdout } = await run(process.execPath, [playwright, 'test', '--list'], { cwd: project })
    expect(stdout).toContain('function4111111111111111')
  })

  it('as a command: npm links it', async () => {
    const bin = join(folder, 'node_modules/.bin/ingo-capture-server')
    expect((await run(bin, ['keygen'])).stdout).toMatch(/^CAPTURE_SECRET_KEY=sk_/)
  })

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])(
    'with TypeScript: strict, module %s, resolution %s',
    async (module, moduleResolution) => {
      await write('consumer.ts', typescriptConsumer)
      await write('commonjs.cts', typescriptConsumer)
      await write('module.ts', moduleConsumer)
      await write('consumer.tsx', tsxConsumer)
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        module,
        moduleResolution,
        target: 'es2022',
        jsx: 'react-jsx',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: ['node'],
        // Our declarations are the same for both, so they are checked once.
        skipLibCheck: moduleResolution !== 'node16',
      }
      const files = ['consumer.ts', 'commonjs.cts', 'module.ts', 'consumer.tsx']
      await write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
      const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
      const { stdout } = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
        (error: unknown) => error as { stdout: string },
      )
      expect(stdout).toBe('')
    },
    2 * MINUTE,
  )
})
