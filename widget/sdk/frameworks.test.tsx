// @vitest-environment jsdom
/** Each framework sets the element's attributes and properties, and listens to its events, as our typings for it say. */
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { compile } from 'svelte/compiler'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import './element.js'
import { eventNames, handlerNames } from './events.js'

const settings = { html: '', appearance: { theme: 'flat' } }
const attributes = 'submit-button="false" locale="es" name="token"'

let called: string[] = []
const record = (name: string) => {
  called.push(name)
}
beforeEach(() => {
  called = []
  document.body.innerHTML = '<div></div>'
})

const target = () => document.body.firstElementChild ?? document.body

/** Dispatches each event on the element, as the element itself does. Returns the element's tag and its appearance. */
function dispatchAll() {
  const element = document.querySelector('ingo-capture')
  for (const name of eventNames) element?.dispatchEvent(new CustomEvent(name, { detail: {} }))
  const [html = ''] = /<ingo-capture[^>]*>/.exec(document.body.innerHTML) ?? []
  return { html, appearance: element?.appearance }
}

it('Vue sets attributes and properties, and calls the listener of every event', async () => {
  const listeners = eventNames.map((name) => `@${name}="record('${name}')"`).join(' ')
  const app = createApp({
    template: `<ingo-capture :submit-button="false" :url="undefined" locale="es" name="token" :appearance="{ theme: 'flat' }" ${listeners} />`,
    setup: () => ({ record }),
  })
  app.config.compilerOptions.isCustomElement = (tag) => tag === 'ingo-capture'
  app.mount(target())
  // Vue ignores an event that is older than its listener.
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(dispatchAll()).toEqual({ ...settings, html: `<ingo-capture ${attributes}>` })
  expect(called).toEqual(eventNames)
})

/** Compiles a component for the browser and mounts it. In Node, `import 'svelte'` would load the build for servers. */
async function mountSvelte(template: string): Promise<void> {
  const { url: here } = import.meta
  const source = new URL('../../node_modules/svelte/src/', here).href
  const { js } = compile(`<script>let { record } = $props()</script>${template}`, { generate: 'client' })
  const code = js.code
    .replace(/^import 'svelte.*$/gm, '')
    .replace('svelte/internal/client', `${source}internal/client/index.js`)
  const component = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: unknown }
  const client = (await import(`${source}index-client.js`)) as {
    mount: (component: unknown, options: object) => void
  }
  client.mount(component.default, { target: target(), props: { record } })
}

it('Svelte sets attributes and properties, and calls the handler of every event but onchange', async () => {
  const handlers = [...eventNames, 'changecapture'].map((name) => `on${name}={() => record('${name}')}`)
  await mountSvelte(
    `<ingo-capture submit-button={false} url={undefined} locale="es" name="token" appearance={{ theme: 'flat' }} ${handlers.join(' ')}></ingo-capture>`,
  )
  await Promise.resolve()
  expect(dispatchAll()).toEqual({ ...settings, html: `<ingo-capture ${attributes}>` })
  // Svelte listens to `change` at the root, and the element's events don't bubble.
  expect(called).toEqual(eventNames.map((name) => (name === 'change' ? 'changecapture' : name)))
})

it('React 19 sets attributes and properties, and calls `ontoken` and the like, but not `onToken`', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const handlers = [...eventNames.map((name) => `on${name}`), ...Object.values(handlerNames)]
  const props = Object.fromEntries(handlers.map((name) => [name, record.bind(undefined, name)]))
  act(() => {
    createRoot(target()).render(
      createElement('ingo-capture', {
        ...{ 'submit-button': 'false', locale: 'es', name: 'token', appearance: { theme: 'flat' } },
        ...props,
      }),
    )
  })
  expect(dispatchAll()).toEqual({ ...settings, html: `<ingo-capture ${attributes}>` })
  expect(called).toEqual(eventNames.map((name) => `on${name}`))
})
