/** The steps of a cardholder and a page with the form of sampleForm.case.tsx. */
import { createElement } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { log, Page, store } from './sampleForm.case.js'

/** Waits until React is idle. Each rendering and each effect takes a turn of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve))
}

/** The steps, in order. */
function listSteps(root: Root, isOther: boolean): (() => void)[] {
  return [
    () => undefined,
    focus('input'),
    dispatch('input', () => new InputEvent('input', { bubbles: true }), '4111'),
    dispatch('input', () => new Event('paste', { bubbles: true })),
    press('a'),
    dispatch('select', () => new Event('change', { bubbles: true }), 'c'),
    focus('textarea'),
    () => {
      find('input[type=radio]').click()
    },
    submit,
    () => {
      store.set('two')
    },
    submit,
    submit,
    focus('input'),
    submit,
    press('Escape'),
    submit,
    () => {
      root.render(createElement(Page, { isOther: !isOther }))
    },
    () => {
      root.unmount()
    },
  ]
}

/** Hydrates `html`, or renders anew, and takes every step. Returns the log and the HTML after each step. */
export async function takeSteps(html: string | undefined, isOther: boolean): Promise<string[]> {
  log.length = 0
  store.set('one')
  const container = document.createElement('main')
  document.body.replaceChildren(container)
  const root = start(container, html, isOther)
  const results: string[] = []
  for (const step of listSteps(root, isOther)) {
    step()
    await settle()
    results.push(...log.splice(0), container.innerHTML, document.activeElement?.outerHTML ?? '')
  }
  return results
}

function start(container: HTMLElement, html: string | undefined, isOther: boolean): Root {
  const errors = {
    onRecoverableError: (error: unknown) => log.push(`recovered ${String(error)}`),
    onCaughtError: (error: unknown) => log.push(`reported ${String(error)}`),
  }
  const page = createElement(Page, { isOther })
  if (html === undefined) {
    const root = createRoot(container, errors)
    root.render(page)
    return root
  }
  container.innerHTML = html
  const root = hydrateRoot(container, page, errors)
  // The input gets the focus before it is hydrated.
  find('input').focus()
  return root
}

function find(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}

function focus(selector: string): () => void {
  return () => {
    find(selector).focus()
  }
}

/** Sets the control's value, if one is given, and dispatches the event. */
function dispatch(selector: string, create: () => Event, value?: string): () => void {
  return () => {
    if (value !== undefined) find(selector).value = value
    find(selector).dispatchEvent(create())
  }
}

function press(key: string): () => void {
  return dispatch('input', () => new KeyboardEvent('keydown', { key, bubbles: true }))
}

function submit(): void {
  find('form').dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
}
