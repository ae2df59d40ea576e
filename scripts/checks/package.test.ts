/**
 * The package as its users meet it: packed, installed into an empty folder, and used by each of their tools.
 * The tools themselves are this repository's, linked, so that nothing but the package's own needs is fetched.
 */
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPage, tsxConsumer, typescriptConsumer } from '../../e2e/harness/packageConsumers.js'
import './contents.case.js'
import './doctor.case.js'
import { installed, MINUTE, repository, run } from './installed.case.js'
import './serve.case.js'

const tools = ['react', 'react-dom', '@types/react', '@types/node', '@playwright/test', 'csstype']

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

/** Runs a file of the folder; resolves to what it printed. */
async function node(name: string, text: string): Promise<unknown> {
  await write(name, text)
  return JSON.parse((await run(process.execPath, [name], { cwd: folder })).stdout)
}

const built = (text: string) => buildPage(folder, text)

describe('used', () => {
  it(
    'by Vite: a page takes what it imports and no more',
    async () => {
      const script = await built(`import { create } from 'ingo-capture'; window.create = create`)
      expect(script).not.toMatch(/customElements|forwardRef/)
      const element = await built(`import 'ingo-capture/element'`)
      expect(element).toContain('customElements.define')
      const app = await built(`import { Capture } from 'ingo-capture/react'
      import { createRoot } from 'react-dom/client'
      createRoot(document.body).render(<Capture url={window.url} onToken={console.log} />)`)
      expect(app).toContain('data-capture-state')
    },
    MINUTE,
  )

  it('on a server: importing touches nothing, and the form’s place is rendered', async () => {
    const rendered = await node(
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

  it('on a server, with React 18', async () => {
    const of18 = join(folder, 'react18', 'node_modules')
    // Copied, not linked: each has to find the other.
    for (const [name, from] of [
      ['react', join(repository, 'node_modules/react-18')],
      ['react-dom', join(repository, 'node_modules/react-dom-18')],
      ['ingo-capture', join(folder, 'node_modules/ingo-capture')],
    ] as const) {
      await cp(from, join(of18, name), { recursive: true })
    }
    const [version, html] = (await node(
      'react18/server.mjs',
      `import { Capture } from 'ingo-capture/react'
       import { createElement, version } from 'react'
       import { renderToString } from 'react-dom/server'
       const url = 'https://capture.example/frame/demo?form=card#sealed'
       console.log(JSON.stringify([version, renderToString(createElement(Capture, { url }))]))`,
    )) as string[]
    expect(version).toMatch(/^18\./)
    expect(html).toMatch(/^<div><div aria-hidden="true"><svg /)
  })

  it('by CommonJS, under the same names as by ESM', async () => {
    const entries = ['', '/react', '/element', '/server', '/playwright'].map((name) => `ingo-capture${name}`)
    const [required, imported] = (await node(
      'names.cjs',
      `const entries = ${JSON.stringify(entries)}
       const names = (all) => all.map((entry) => Object.keys(entry).sort())
       Promise.all(entries.map((entry) => import(entry))).then((imported) =>
         console.log(JSON.stringify([names(entries.map((entry) => require(entry))), names(imported)])))`,
    )) as [unknown, unknown]
    expect(required).toEqual(imported)
  })

  it('by CommonJS', async () => {
    const types = await node(
      'all.cjs',
      `const { create, CaptureError } = require('ingo-capture')
       const { createApp, createSession } = require('ingo-capture/server')
       const { accounts, captureFrame } = require('ingo-capture/playwright')
       const { Capture } = require('ingo-capture/react')
       require('ingo-capture/element')
       const all = [create, CaptureError, createApp, createSession, captureFrame, Capture, accounts.success]
       console.log(JSON.stringify(all.map((each) => typeof each)))`,
    )
    expect(types).toEqual(['function', 'function', 'function', 'function', 'function', 'object', 'string'])
  })

  it('from the command line', async () => {
    const bin = join(folder, 'node_modules/.bin/ingo-capture')
    expect((await run(bin, ['keygen'])).stdout).toMatch(/^CAPTURE_SECRET_KEY=sk_/)
  })

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])(
    'by TypeScript: strict, module %s, resolution %s',
    async (module, moduleResolution) => {
      await write('consumer.ts', typescriptConsumer)
      // A program that mixes both module systems would know the element twice.
      await write('commonjs.cts', typescriptConsumer.replace(/.*(capture\/element|querySelector).*/g, ''))
      await write('consumer.tsx', tsxConsumer)
      const compilerOptions = {
        strict: true,
        noEmit: true,
        module,
        moduleResolution,
        target: 'es2022',
        jsx: 'react-jsx',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: ['node'],
        // Once is enough: our own declarations are the same for both.
        skipLibCheck: moduleResolution !== 'node16',
      }
      const files = ['consumer.ts', 'commonjs.cts', 'consumer.tsx']
      await write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
      const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
      const told = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
        (error: unknown) => error as { stdout: string },
      )
      expect(told.stdout).toBe('')
    },
    2 * MINUTE,
  )
})
