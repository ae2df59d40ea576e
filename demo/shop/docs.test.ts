/** Merchants copy the examples of `docs/`, so they must compile in strict mode against the published entries. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = dirname(createRequire(import.meta.url).resolve('ingo-capture/package.json'))
const documents = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
const pages = ['README.md', ...documents.map((name) => join('docs', name))]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name: name.replaceAll(sep, '.'), text: readFileSync(join(root, name), 'utf8') }))
/** A path in the demo's folder, where the name `ingo-capture` resolves to the built package. */
const shopPath = (name: string) => join(root, 'demo/shop', name)

const examples = pages.flatMap(({ name, text }) => {
  let before = ''
  const blocks = text.matchAll(/^```(tsx?)( continued)?\n(.*?)^```$/gms)
  return [...blocks].flatMap(([, kind = '', continued, code = ''], index) => {
    before = continued ? before + code : code
    // scripts/checks/cypressTypes.test.ts compiles it against Cypress's own types.
    if (code.includes("'ingo-capture/cypress'")) return []
    return { path: shopPath(`${name}.${index}.${kind}`), code: before }
  })
})

/** The names that an HTML example uses: members of `IngoCapture`, of a capture or of an element, and events. */
const markup = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/^```html\n(.*?)^```$/gms)].map(([, html = ''], index) => {
    const isElement = html.includes('<ingo-capture')
    const members = [...html.matchAll(/(?<![/\w-])capture\.(\w+)/g)].map(([, used = '']) =>
      isElement ? `IngoCaptureElement['${used}']` : `Capture['${used}']`,
    )
    const global = [...html.matchAll(/\bIngoCapture\.(\w+)/g)].map(([, used = '']) => `typeof sdk.${used}`)
    const events = [...html.matchAll(/\.on\('(\w+)'/g)].map(([, event = '']) => `CaptureEvents['${event}']`)
    const entries = [...html.matchAll(/import '([^']+)'/g)].map(([line]) => line)
    const code = [
      "import type * as sdk from 'ingo-capture'",
      "import type { Capture, CaptureEvents } from 'ingo-capture'",
      "import type { IngoCaptureElement } from 'ingo-capture/element'",
      ...entries,
      `export type Used = [${[...members, ...global, ...events].join(', ')}]`,
    ]
    return { path: shopPath(`${name}.html.${index}.ts`), code: code.join('\n') }
  }),
)

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  // `ingo-capture` is the repository's own name and resolves by itself. `ingo-capture-server` needs a path.
  paths: { 'ingo-capture-server': [join(root, 'dist/server/index.d.ts')] },
  jsx: ts.JsxEmit.ReactJSX,
}

function compileErrors(sources: { path: string; code: string }[]): string[] {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (path, ...rest) => {
    const own = sources.find((source) => source.path === path)
    const format: ts.CreateSourceFileOptions = {
      languageVersion: ts.ScriptTarget.ES2022,
      impliedNodeFormat: ts.ModuleKind.ESNext,
    }
    return own ? ts.createSourceFile(path, own.code, format) : read(path, ...rest)
  }
  const program = ts.createProgram({ rootNames: sources.map(({ path }) => path), options, host })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

it('compiles every example and rejects one with a wrong name', { timeout: 60_000 }, () => {
  expect(examples.filter(({ path }) => path.endsWith('.tsx'))).not.toEqual([])
  expect(markup.map(({ code }) => code).join()).toMatch(/typeof sdk\.create[^]*CaptureEvents\['token'\]/)
  const wrong = [
    { path: shopPath('wrong.ts'), code: "import { createCapture } from 'ingo-capture'\n" },
    { path: shopPath('wrong.tsx'), code: "import { Captures } from 'ingo-capture/react'\n" },
  ]
  const problems = compileErrors([...examples, ...markup, ...wrong])
  expect(problems).toEqual(
    ['createCapture', 'Captures'].map((name) => expect.stringContaining(name) as string),
  )
})
