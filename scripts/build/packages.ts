/**
 * Part of the build, at its end: completes dist/packages, the two packages that npm publishes. The bundles of
 * `ingo-capture` are there already. `ingo-capture-server` is a copy of what `files` in package.json lists.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import {
  bundledEntries,
  isExternal,
  manifest,
  packageEntries,
  SDK_FOLDER,
  type BundledEntry,
  type PackageEntry,
} from './packageEntries.js'
import { listValues, writeCommonjsTypes } from './commonjsTypes.js'
import { sessionTexts } from '../../contract/sessionTexts.js'
import { writeDeclarations } from './plainTypes.js'

const SERVER_FOLDER = './dist/packages/ingo-capture-server'
/** The documents that an integrator needs. The server's package and the repository have all pages. */
const SDK_DOCUMENTS = [
  ...['README.md', 'CHANGELOG.md', 'LICENSE'],
  ...[
    ...[
      'angular',
      'backend',
      'form-on-your-page',
      'nextjs',
      'react',
      'script',
      'svelte',
      'vue',
      'web-component',
    ].map((name) => `integrate/${name}`),
    'errors',
    'page-security',
    'reference',
    'testing',
    'testing-units',
    'theming',
    'troubleshooting',
  ].map((name) => `docs/${name}.md`),
]
/** The element's description for editors and tools, which its test generates. */
const ELEMENT_MANIFEST = 'custom-elements.json'
const { version, license, type, engines } = manifest
/** The entry that uses the secret key. */
const SERVER_ONLY = './backend'
/** Export conditions of server runtimes. They stand before `browser`, which some bundlers for them match too. */
const SERVER_CONDITIONS = ['workerd', 'worker', 'edge-light', 'deno', 'bun']
const PLAYWRIGHT = '@playwright/test'

/** The files of the server's package, by npm's rules. Its browser files and its bill of materials are built by now. */
function listServerFiles(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const { npm_execpath: script } = process.env
  // On Windows `npm` is a script, which `execFile` can't start: run npm's JavaScript with Node instead.
  const output = script
    ? execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' })
    : execFileSync('npm', args, { encoding: 'utf8' })
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }]
  return files.map(({ path }) => path).filter((path) => path !== 'package.json')
}

function writeManifest(folder: string, content: object): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(content, null, 2)}\n`)
}

function copy(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(path, join(folder, path))
}

function makeServer(files: string[]): void {
  rmSync(SERVER_FOLDER, { recursive: true, force: true })
  for (const file of files) copy(file, SERVER_FOLDER)
  writeManifest(SERVER_FOLDER, {
    name: 'ingo-capture-server',
    version,
    description: `${manifest.description} This package is the capture server.`,
    license,
    type,
    engines,
    bin: { 'ingo-capture-server': 'dist/server/cli.js' },
    exports: {
      '.': { types: './dist/server/index.d.ts', default: './dist/server/index.js' },
      './package.json': './package.json',
    },
    sideEffects: ['./dist/server/cli.js', './dist/demo/*/main.js'],
    // The package contains the demo's shop, which is a merchant's backend.
    dependencies: { 'ingo-capture': version, ...manifest.dependencies },
    // Only the command `rehearse` needs it.
    peerDependencies: { [PLAYWRIGHT]: manifest.peerDependencies[PLAYWRIGHT] },
    peerDependenciesMeta: { [PLAYWRIGHT]: { optional: true } },
  })
}

function makeSdk(serverFiles: string[]): void {
  const documents = SDK_DOCUMENTS.filter((name) => serverFiles.includes(name))
  for (const name of documents) {
    copy(name, SDK_FOLDER)
    if (name.endsWith('.md')) unlinkServerPages(join(SDK_FOLDER, name), name, documents, serverFiles)
  }
  const types = packageEntries.map((entry) => entry.types)
  writeDeclarations(types, join(SDK_FOLDER, 'types'), isExternal, { SessionInput: sessionTexts })
  for (const entry of bundledEntries) {
    const { path, name, types: file, hasCommonjs } = entry
    if (path === SERVER_ONLY) writeServerOnly(entry)
    const declarations = `../${toPublished(file)}`
    writeFileSync(join(SDK_FOLDER, `cjs/${name}.d.ts`), writeCommonjsTypes(file, declarations))
    // Browser tests run on a Node that can `require` an ES module. TypeScript asks for a CommonJS file.
    const load = `module.exports = require('../${name}.js')\n`
    if (!hasCommonjs) writeFileSync(join(SDK_FOLDER, `cjs/${name}.js`), load)
  }
  // Node and TypeScript read a file as ESM or CommonJS by the `type` of the nearest package.json.
  writeFileSync(join(SDK_FOLDER, 'cjs/package.json'), '{ "type": "commonjs" }\n')
  // Indentation is half of the file's bytes.
  const element: unknown = JSON.parse(readFileSync(join('widget/sdk', ELEMENT_MANIFEST), 'utf8'))
  writeFileSync(join(SDK_FOLDER, ELEMENT_MANIFEST), JSON.stringify(element))
  writeManifest(SDK_FOLDER, {
    name: 'ingo-capture',
    version,
    description: `${manifest.description} This package is for pages, backends and tests.`,
    license,
    type,
    engines,
    exports: { ...Object.fromEntries(packageEntries.map(exportRow)), './package.json': './package.json' },
    ...typesWithoutExports(),
    customElements: `./${ELEMENT_MANIFEST}`,
    sideEffects: ['', 'testing-'].flatMap((prefix) => [`./${prefix}element.js`, `./cjs/${prefix}element.js`]),
    peerDependencies: manifest.peerDependencies,
    peerDependenciesMeta: manifest.peerDependenciesMeta,
  })
}

function exportRow({ path, name, types }: PackageEntry): [string, object] {
  const declarations = `./${toPublished(types)}`
  if (!name) return [path, { types: declarations }]
  const module = { types: declarations, default: `./${name}.js` }
  const formats = { import: module, require: { types: `./cjs/${name}.d.ts`, default: `./cjs/${name}.js` } }
  if (path !== SERVER_ONLY) return [path, formats]
  const runtimes = SERVER_CONDITIONS.map((condition) => [condition, module] as const)
  const browser = { import: `./${name}-browser.js`, require: `./cjs/${name}-browser.js` }
  return [path, { ...Object.fromEntries(runtimes), browser, ...formats }]
}

/** The types for `moduleResolution: node10` of TypeScript below 7, which the tsconfig in Cypress's docs uses. */
function typesWithoutExports(): object {
  const rows = packageEntries.map(({ path, name, types }): [string, string[]] => {
    return [path.slice('./'.length), [name ? `./cjs/${name}.d.ts` : `./${toPublished(types)}`]]
  })
  return {
    types: './cjs/index.d.ts',
    typesVersions: { '*': Object.fromEntries(rows.filter(([path]) => path)) },
  }
}

/**
 * The module that a browser bundle gets in place of the entry. It has the same exports, so that only
 * its own error is seen.
 */
function writeServerOnly({ path, name, types }: BundledEntry): void {
  const what = `'ingo-capture${path.slice(1)} is for servers: its secret key must not reach a browser. Import it in your backend alone.'`
  const fail = `throw new Error(${what})\n`
  const names = listValues(types).join(', ')
  writeFileSync(join(SDK_FOLDER, `${name}-browser.js`), `export let ${names}\n${fail}`)
  writeFileSync(join(SDK_FOLDER, `cjs/${name}-browser.js`), fail)
}

/** The path of a declaration file in the package. */
function toPublished(types: string): string {
  return types.replace('./dist/', 'types/')
}

/**
 * Replaces links to pages that are only in the server's package by text with the page's path, because that package may
 * not be installed. An image that is not in this package is replaced by its text.
 */
function unlinkServerPages(file: string, name: string, documents: string[], serverFiles: string[]): void {
  const link = /(!?)\[([^\]]*)\]\((?!https?:|#)([^)\s#]+)[^)\s]*\)/g
  const text = readFileSync(file, 'utf8').replace(
    link,
    (whole, image: string, words: string, path: string) => {
      const target = posix.join(posix.dirname(name), path)
      const isElsewhere =
        !documents.includes(target) && serverFiles.some((each) => `${each}/`.startsWith(target))
      if (!isElsewhere) return whole
      return image ? words : `${words} (\`ingo-capture-server/${target}\`)`
    },
  )
  writeFileSync(file, text)
}

const serverFiles = listServerFiles()
makeServer(serverFiles)
makeSdk(serverFiles)
