/** The examples of `docs/` are what a merchant copies: they compile, under strict, against the published entries. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = dirname(createRequire(import.meta.url).resolve('ingo-capture/package.json'))
const examples = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const text = readFileSync(join(root, 'docs', name), 'utf8')
    let before = ''
    return [...text.matchAll(/^```ts( continued)?\n(.*?)^```$/gms)].map(([, continued, code = ''], index) => {
      before = continued ? before + code : code
      // As a file of this room: from here the package is known by its name.
      return { path: join(root, 'demo/shop', `${name}.${index}.ts`), code: before }
    })
  })

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
}

function problemsOf(sources: { path: string; code: string }[]): string[] {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (path, ...rest) => {
    const own = sources.find((source) => source.path === path)
    return own ? ts.createSourceFile(path, own.code, ts.ScriptTarget.ES2022) : read(path, ...rest)
  }
  const program = ts.createProgram({ rootNames: sources.map(({ path }) => path), options, host })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

it('every example compiles, and one with a wrong name would not', { timeout: 60_000 }, () => {
  expect(examples.length).toBeGreaterThanOrEqual(5)
  const wrong = {
    path: join(root, 'demo/shop/wrong.ts'),
    code: "import { createCapture } from 'ingo-capture'\n",
  }
  const problems = problemsOf([...examples, wrong])
  expect(problems).toEqual([expect.stringContaining('createCapture') as string])
})
