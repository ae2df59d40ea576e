// @vitest-environment jsdom
/** The smaller react-dom of the frame's script does what react-dom does, and rejects what is left out. */
import { readdir, readFile } from 'node:fs/promises'
import { createElement } from 'react'
import type * as React from 'react'
import type * as Client from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import type { Plugin } from 'vite'
import { expect, it } from 'vitest'
import { importBundled } from './importBundled.js'
import { Page } from './sampleForm.case.js'
import type { takeSteps } from './sampleSteps.case.js'
import { smallReactDom } from './smallReactDom.js'

type Exports = { takeSteps: typeof takeSteps; react: typeof React; client: typeof Client }

const source = `
  export { takeSteps } from '/scripts/build/sampleSteps.case.ts'
  export * as react from 'react'
  export * as client from 'react-dom/client'`

/** As in the frame's script: Vitest's own NODE_ENV would choose React's development build. */
const production: Plugin = {
  name: 'production',
  config: () => ({
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { development: false } },
  }),
}

const whole = await importBundled<Exports>(source, [production])
const small = await importBundled<Exports>(source, [production, smallReactDom])

it.each([
  ['rendered by itself', undefined, false],
  ['hydrated', renderToString(createElement(Page)), false],
  ['hydrated with other content than it has', renderToString(createElement(Page)), true],
])('treats a form that is %s as react-dom does', async (_title, html, isOther) => {
  const expected = await whole.takeSteps(html, isOther)
  expect(expected.length).toBeGreaterThan(60)
  expect(await small.takeSteps(html, isOther)).toEqual(expected)
})

const { react, client } = small
const h = react.createElement

/** A component for each feature that is left out. */
const leftOut: Record<string, React.ElementType> = {
  Suspense: react.Suspense,
  Activity: react.Activity,
  memo: react.memo(() => null),
  forwardRef: react.forwardRef(() => null),
  lazy: react.lazy(() => Promise.resolve({ default: () => null })),
  'a ref of a fragment': () => h(react.Fragment, { ref: () => undefined } as object),
  'a custom element': () => h('some-element', { title: 'a' }),
  title: 'title',
  link: () => h('link', { rel: 'icon', href: 'a' }),
  head: 'head',
  'an action of a form': () => h('form', { action: () => undefined }),
  useActionState: () => void react.useActionState(() => 1, 0),
  useDeferredValue: () => void react.useDeferredValue(1),
  useTransition() {
    const [, start] = react.useTransition()
    react.useEffect(() => {
      start(() => undefined)
    }, [])
    return null
  },
}

it.each(Object.entries(leftOut))('rejects %s', async (_name, type) => {
  const errors: unknown[] = []
  const root = client.createRoot(document.createElement('div'), {
    onUncaughtError: (error) => errors.push(error),
  })
  root.render(h(type))
  await expect.poll(() => String(errors[0])).toBe('Error: scripts/build/smallReactDom.ts leaves this out.')
})

it('no file of the frame uses an event that is left out', async () => {
  const omitted = /\bon(?:Select|BeforeInput|(?:Mouse|Pointer)(?:Enter|Leave))(?:Capture)?\b/
  const files = (await readdir('widget/frame', { recursive: true })).filter((file) => file.endsWith('.tsx'))
  expect(files.length).toBeGreaterThan(30)
  const texts = await Promise.all(files.map((file) => readFile(`widget/frame/${file}`, 'utf8')))
  expect(files.filter((_, index) => omitted.test(texts[index] ?? ''))).toEqual([])
})

it('fails the build when a file imports the module react-dom', async () => {
  const importing = importBundled(`export { flushSync } from 'react-dom'`, [production, smallReactDom])
  await expect(importing).rejects.toThrow('import react-dom/client')
})
