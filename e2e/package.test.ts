/**
 * The package as its users meet it: packed, installed into an empty folder, and used by each of their tools.
 * The tools themselves are this repository's, linked, so that nothing but the package's own needs is fetched.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const repository = join(import.meta.dirname, '..')
const MINUTE = 60_000
const tools = ['react', 'react-dom', '@types/react', '@types/node', '@playwright/test', 'csstype']
const run = promisify(execFile)

let [folder, tarball] = ['', '']

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'consumer-')))
  await run('npm', ['run', 'sbom'], { cwd: repository })
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: repository })
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  tarball = join(folder, filename)
  await write('package.json', '{ "name": "consumer", "private": true, "type": "module" }')
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  await run('npm', ['install', ...quiet, tarball], { cwd: folder })
  for (const tool of tools) {
    const link = join(folder, 'node_modules', tool)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(repository, 'node_modules', tool), link)
  }
}, 3 * MINUTE)

afterAll(() => rm(folder, { recursive: true }))

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text)
}

/** Runs a file of the folder; resolves to what it printed. */
async function node(name: string, text: string): Promise<unknown> {
  await write(name, text)
  return JSON.parse((await run(process.execPath, [name], { cwd: folder })).stdout)
}

/** A page's script as Vite builds it. */
async function built(text: string): Promise<string> {
  await write('main.jsx', text)
  const output = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: join(folder, 'main.jsx') } },
  })
  const [result] = [output].flat()
  return result && 'output' in result ? result.output[0].code : ''
}

describe('what is in it', () => {
  it('is what users need, and no source, test or map', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball])
    const files = stdout.trim().split('\n')
    const built = ['server/cli.js', 'inventory.json', 'sbom.json', 'openapi.json', 'api.html']
    const needed = 'README.md LICENSE CHANGELOG.md docs/operations.md deploy/compose.yaml'.split(' ')
    needed.push(...built.map((name) => `dist/${name}`))
    expect(files).toEqual(expect.arrayContaining(needed.map((name) => `package/${name}`)))
    const strange = /(?<!\.d|examples\/\w+)\.tsx?$|\.(test|case|spec)\.|\.map$|buildinfo|widget\/frame/
    expect(files.filter((file) => strange.test(file))).toEqual([])
  })

  it(
    'is right to publint, and its types to each way of resolving them that is not of the past',
    async () => {
      const bin = (name: string) => join(repository, 'node_modules/.bin', name)
      await run(bin('publint'), ['run', tarball, '--strict'])
      await run(bin('attw'), [tarball, '--profile', 'node16'])
    },
    MINUTE,
  )
})

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
    const { stdout } = await run(join(folder, 'node_modules/.bin/ingo-capture'), ['keygen'])
    expect(stdout).toMatch(/^CAPTURE_SECRET_KEY=sk_/)
  })

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])(
    'by TypeScript: strict, module %s, resolution %s',
    async (module, moduleResolution) => {
      const text = `import { create, type Appearance } from 'ingo-capture'
      import 'ingo-capture/element'
      import { createApp, createSession } from 'ingo-capture/server'
      import { accounts, captureFrame } from 'ingo-capture/playwright'
      const appearance: Appearance = { theme: 'flat' }
      const capture = create({ url: 'https://capture.example/frame/demo#x', appearance })
      export const off: () => void = capture.on('token', ({ customer_account_token }) => customer_account_token.trim())
      document.querySelector('ingo-capture')?.addEventListener('error', ({ detail }) => detail.code.trim())
      // @ts-expect-error no such event
      capture.on('tokn', () => undefined)
      // @ts-expect-error no such option
      create({ url: '', colour: 'red' })
      // @ts-expect-error no such theme
      capture.update({ appearance: { theme: 'pink' } })
      const server = { url: 'https://capture.example', secretKey: 'sk' }
      const session = { origin: 'https://shop.example', participant_unique_id1: '1' }
      // @ts-expect-error raw card data has one door, and this is not it
      void createSession(server, { ...session, account: '4111111111111111' })
      void createApp({})
      export { accounts, captureFrame }`
      const react = `import { Capture, type CaptureHandle } from 'ingo-capture/react'
      import { useRef } from 'react'
      export function Pay({ url }: { url: string }) {
        const form = useRef<CaptureHandle>(null)
        void form.current?.submit().then(({ customer_account_token }) => customer_account_token)
        return <Capture ref={form} url={url} onError={({ code }) => code.trim()} />
      }
      // @ts-expect-error no such handler
      export const wrong = <Capture url="" onTokn={() => undefined} />`
      await write('consumer.ts', text)
      // A program that mixes both module systems would know the element twice.
      await write('commonjs.cts', text.replace(/.*(capture\/element|querySelector).*/g, ''))
      await write('consumer.tsx', react)
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
