/** The examples of `docs/` are what a merchant copies: they compile, under strict, against the published entries. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = dirname(createRequire(import.meta.url).resolve('ingo-capture/package.json'))
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name: name.replace('/', '.'), text: readFileSync(join(root, name), 'utf8') }))
/** As a file of this room: from here the package is known by its name. */
const inRoom = (name: string) => join(root, 'demo/shop', name)

const examples = pages.flatMap(({ name, text }) => {
  let before = ''
  const blocks = text.matchAll(/^```(tsx?)( continued)?\n(.*?)^```$/gms)
  return [...blocks].map(([, kind = '', continued, code = ''], index) => {
    before = continued ? before + code : code
    return { path: inRoom(`${name}.${index}.${kind}`), code: before }
  })
})

/** What a page without a compiler calls by name: on the script's global, on a capture or an element, and its events. */
const markup = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/^```html\n(.*?)^```$/gms)].map(([, html = ''], index) => {
    const isElement = html.includes('<ingo-capture')
    const called = [...html.matchAll(/(?<![/\w-])capture\.(\w+)/g)].map(([, used = '']) =>
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
      `export type Used = [${[...called, ...global, ...events].join(', ')}]`,
    ]
    return { path: inRoom(`${name}.html.${index}.ts`), code: code.join('\n') }
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
  jsx: ts.JsxEmit.ReactJSX,
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
  expect(examples.filter(({ path }) => path.endsWith('.tsx'))).not.toEqual([])
  expect(markup.map(({ code }) => code).join()).toMatch(/typeof sdk\.create[^]*CaptureEvents\['token'\]/)
  const wrong = [
    { path: inRoom('wrong.ts'), code: "import { createCapture } from 'ingo-capture'\n" },
    { path: inRoom('wrong.tsx'), code: "import { Captures } from 'ingo-capture/react'\n" },
  ]
  const problems = problemsOf([...examples, ...markup, ...wrong])
  expect(problems).toEqual(
    ['createCapture', 'Captures'].map((name) => expect.stringContaining(name) as string),
  )
})
