/** Part of package.test.ts: templates with `<ingo-capture>` and `<Capture>`, with each framework's own compiler and types. */
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  legacySvelteConsumer,
  react18Consumer,
  react19Consumer,
  svelteConsumer,
  vueConsumer,
  wrongComponents,
} from '../../e2e/harness/templateConsumers.js'
import { installed, MINUTE, repository, run } from './installed.case.js'

const { resolve } = createRequire(import.meta.url)
const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  jsx: 'react-jsx',
  lib: ['es2023', 'dom', 'dom.iterable'],
  skipLibCheck: true,
  // As in the projects that Vite and SvelteKit create.
  verbatimModuleSyntax: true,
}

/**
 * Makes a project with the installed package. `packages`: the name of each other package, and its
 * folder in node_modules.
 */
async function makeProject(name: string, packages: Record<string, string>): Promise<string> {
  const folder = join(installed.sdkFolder, name)
  const modules = join(folder, 'node_modules')
  // Copied, because a package behind a link would resolve the framework's types from the link's target.
  await cp(join(installed.sdkFolder, 'node_modules/ingo-capture'), join(modules, 'ingo-capture'), {
    recursive: true,
  })
  for (const [target, from] of Object.entries(packages)) {
    await mkdir(dirname(join(modules, target)), { recursive: true })
    await symlink(join(repository, 'node_modules', from), join(modules, target))
  }
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  return folder
}

/** Writes the files and a tsconfig.json with `types`, runs a tool of this repository there, and returns what it prints. */
async function check(
  folder: string,
  types: string[],
  files: Record<string, string>,
  tool: string[],
): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const config = {
    compilerOptions: { ...compilerOptions, types },
    vueCompilerOptions: { strictTemplates: true },
    include: Object.keys(files),
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const { stdout } = await run(process.execPath, tool, { cwd: folder }).catch(
    (error: unknown) => error as { stdout: string },
  )
  return stdout
}

/** The examples in a framework's guide, as files. */
async function documentedExamples(language: string): Promise<Record<string, string>> {
  const text = await readFile(join(repository, 'docs/integrate', `${language}.md`), 'utf8')
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))]
  expect(blocks).not.toEqual([])
  return Object.fromEntries(blocks.map(([, code = ''], index) => [`Docs${index}.${language}`, code]))
}

describe('templates are checked', () => {
  it.each([
    ['React 18', 'types-react-18', react18Consumer],
    ['React 19', '@types/react', react19Consumer],
  ])(
    'with %s: what it sets and calls compiles, and nothing else',
    async (name, types, consumer) => {
      const project = name.replace(' ', '').toLowerCase()
      const folder = await makeProject(project, { '@types/react': types, csstype: 'csstype' })
      const tsc = [resolve('typescript/bin/tsc'), '-p', '.']
      expect(await check(folder, [], { 'consumer.tsx': consumer }, tsc)).toBe('')
    },
    MINUTE,
  )

  it(
    'with Vue: strict templates, by vue-tsc',
    async () => {
      const folder = await makeProject('vue', { vue: 'vue' })
      const { text, lines } = wrongComponents.vue
      const files = { 'Right.vue': vueConsumer, 'Wrong.vue': text, ...(await documentedExamples('vue')) }
      const vueTsc = [resolve('vue-tsc/bin/vue-tsc.js'), '-p', '.']
      const output = await check(folder, ['ingo-capture/vue'], files, vueTsc)
      const found = [...output.matchAll(/^(\S+)\((\d+),/gm)].map(([, file, line]) => `${file}:${line}`)
      expect(found, output).toEqual(lines.map((line) => `Wrong.vue:${line}`))
    },
    MINUTE,
  )

  it(
    'with Svelte: handlers are typed, by svelte-check',
    async () => {
      const folder = await makeProject('svelte', { svelte: 'svelte' })
      const { text, lines } = wrongComponents.svelte
      const files = {
        'Right.svelte': svelteConsumer,
        'Legacy.svelte': legacySvelteConsumer,
        'Wrong.svelte': text,
        ...(await documentedExamples('svelte')),
      }
      const tool = join(dirname(resolve('svelte-check/package.json')), 'bin/svelte-check')
      const svelteCheck = [tool, '--tsconfig', './tsconfig.json', '--output', 'machine']
      const output = await check(folder, ['ingo-capture/svelte'], files, svelteCheck)
      const found = [...output.matchAll(/^\d+ (?:ERROR|WARNING) "([^"]+)" (\d+):/gm)]
      expect(
        found.map(([, file, line]) => `${file}:${line}`),
        output,
      ).toEqual(lines.map((line) => `Wrong.svelte:${line}`))
    },
    MINUTE,
  )
})
