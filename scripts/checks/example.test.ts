/** The script example in README.md works, also where the capture script or the form does not load. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const example = /<div id="capture"><\/div>[^]*?<script>\n([^]*?)<\/script>/.exec(readme)?.[1] ?? ''
const MESSAGE = expect.stringContaining('not available') as string

/** Runs the example, with the capture script or without it. */
function runExample(isLoaded: boolean) {
  const element = { textContent: '' }
  const handlers: Record<string, (event: object) => void> = {}
  const mounted: unknown[] = []
  const capture = {
    on: (name: string, handler: (event: object) => void) => (handlers[name] = handler),
    mount: (host: unknown) => mounted.push(host),
  }
  const IngoCapture = isLoaded ? { create: () => capture } : undefined
  const page = { IngoCapture, document: { querySelector: () => element }, url: 'https://capture.example' }
  runInNewContext(example, { ...page, window: page })
  return { element, handlers, mounted }
}

it('mounts the form, and replaces it by a sentence on loaderror', () => {
  const { element, handlers, mounted } = runExample(true)
  expect(mounted).toEqual([element])
  expect(element.textContent).toBe('')
  handlers.loaderror?.({ code: 'frame_timeout' })
  expect(element.textContent).toEqual(MESSAGE)
})

it('shows a sentence if the script was blocked', () => {
  expect(runExample(false).element.textContent).toEqual(MESSAGE)
})
