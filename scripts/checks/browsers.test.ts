/** The bundles run in every browser of `browserslist`: what one of them lacks is absent from them, or guarded. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { oldestBrowsers } from '../build/browserTargets.js'
import { findMissingInScript } from './scriptSupport.case.js'
import { findMissingInStyles } from './styleSupport.case.js'

const repository = join(import.meta.dirname, '../..')
const folders = ['dist/public/frame/assets', 'dist/public/sdk/v1'].map((folder) => join(repository, folder))
/** The package's entries for pages, and the chunks that they import. The other entries run in Node or in tests. */
const entries = new Set(
  ['index', 'react', 'element'].map((name) => join(repository, 'dist/packages/ingo-capture', `${name}.js`)),
)
for (const file of entries) {
  for (const [, chunk = ''] of readFileSync(file, 'utf8').matchAll(/ from "\.\/([^"]+)"/g))
    entries.add(join(dirname(file), chunk))
}
const scripts = [
  ...entries,
  ...folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(folder, name)),
  ),
]
const documents = join(repository, 'dist/public/frame/documents')

/** Newer APIs that the code uses only after a check for them. */
const guarded = [
  // ownStyles.ts; watchCover.ts; error.ts and loading.ts of the SDK; formValue.ts.
  ...['.adoptedStyleSheets', '.replaceSync', '.isVisible', '.ancestorOrigins', '.decodedBodySize'],
  ...['.attachInternals', '.setFormValue', '.prerendering'],
  // React: view transitions, preloading, events.
  ...['.startViewTransition', '.skipTransition', '.transition', '.animation', 'navigation', '.currentEntry'],
  ...['.canIntercept', '.connection', '.downlink', '.transferSize', 'setImmediate', '.fromElement'],
  // zod.
  ...['Error.captureStackTrace', '.stackTraceLimit'],
]
/**
 * Members of objects of the packages or of ours that share their name with a newer browser API. An exception is
 * `maximize` of Intl.Locale, which Safari has since version 14.
 */
const others = [
  ...['.Profiler', '.alternate', '.createContext', '.displayName', '.fallback', '.delay', '.run', '.share'],
  ...[
    '.when',
    '.cssFloat',
    '.margin',
    '.marginBottom',
    '.marginTop',
    '.popover',
    '.bytes',
    '.colorScheme',
    '.layout',
    '.destroy',
    '.element',
    '.maximize',
    '.session',
  ],
]

it.each(scripts.map((path) => [path.slice(repository.length + 1), path]))(
  '%s uses no syntax and no API that a supported browser lacks',
  (_name, path) => {
    const missing = findMissingInScript(readFileSync(path, 'utf8'))
    expect(missing.filter((name) => ![...guarded, ...others].includes(name))).toEqual([])
  },
)

/** Decoration: the form works without it. Each of these selectors is in a rule of its own, which such a browser skips. */
const decoration = [
  ...['text-size-adjust', 'scrollbar-width', 'user-select', 'text-wrap', 'forced-color-adjust'],
  ...[':autofill', ':has', ':-webkit-scrollbar'],
]

it.each(['card.en', 'check.en'])('the styles of %s use nothing that a supported browser lacks', (name) => {
  const html = readFileSync(join(documents, `${name}.html`), 'utf8')
  const [, styles = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
  expect(styles).not.toBe('')
  expect(findMissingInStyles(styles).filter((found) => !decoration.includes(found))).toEqual([])
})

it.each([
  ['URL.canParse(x)', 'URL.canParse'],
  ['Object.groupBy(x, y)', 'Object.groupBy'],
  ['Promise.withResolvers()', 'Promise.withResolvers'],
  ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ['x.findLast(y)', '.findLast'],
  ['const { toSorted } = x', '.toSorted'],
  ['x.attachInternals()', '.attachInternals'],
  ['new URLPattern()', 'URLPattern'],
  ['x.replace(/(?<=a)b/, "")', '(?<= )'],
  ['new RegExp("(?<!a)b")', '(?<= )'],
  ['class A { static { x() } }', 'static { }'],
  ['x = /a/v', 'Parsing error: Invalid regular expression flag'],
  ['import x from "y" with { type: "json" }', 'Parsing error: Unexpected token with'],
])('finds in a script: %s', (code, expected) => {
  expect(findMissingInScript(code)).toEqual([expected])
})

it('finds nothing in a script that every supported browser can run', () => {
  const code =
    'structuredClone([1].at(-1)); Object.hasOwn(a, "b"); class A { #b = 1 }; typeof URLPattern; await x'
  expect(findMissingInScript(code)).toEqual([])
})

it.each([
  ['a{height:100dvh}', 'dvh'],
  ['a{color:color-mix(in srgb,red,blue)}', 'color-mix()'],
  ['@container (width>1px){a{color:red}}', '@container'],
  ['a:has(b){color:red}', ':has'],
  ['a{color:red;&:hover{color:blue}}', '&'],
  ['a{field-sizing:content}', 'field-sizing'],
])('finds in a style sheet: %s', (styles, expected) => {
  expect(findMissingInStyles(styles)).toEqual([expected])
})

it('leaves out what a style sheet guards with @supports', () => {
  expect(findMissingInStyles('@supports (height:1dvh){a{height:1dvh}}b{inset:0}')).toEqual([])
})

it('README names the oldest browsers', () => {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8')
  const names = {
    chrome: 'Chrome',
    edge: 'Edge',
    firefox: 'Firefox',
    safari: 'Safari',
    ios_saf: 'iOS',
  }
  const [, sentence = ''] = /## Browsers\n\n([^]*?)\n\n/.exec(readme) ?? []
  for (const [browser, version] of oldestBrowsers) expect(sentence).toContain(`${names[browser]} ${version},`)
})
