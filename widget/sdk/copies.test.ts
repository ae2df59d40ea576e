// @vitest-environment jsdom
/** Host elements that the page has copied together with the form inside. */
import { beforeEach, expect, it, vi } from 'vitest'
import { create } from './index.js'
import './element.js'
import { showFallback } from './fallback.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'
const second = 'https://capture.example/frame/demo?form=card#second'

beforeEach(() => {
  document.body.innerHTML = '<main><div id="capture"></div></main>'
})

function sources(): (string | undefined)[] {
  return [...document.querySelectorAll('iframe')].map(({ src }) => /#(\w+)/.exec(src)?.[1])
}

const main = () => document.querySelector('main') ?? document.body

it.each<[string, () => void]>([
  [
    'a clone',
    () => {
      main().replaceWith(main().cloneNode(true))
    },
  ],
  [
    'rewritten HTML',
    () => {
      main().innerHTML += '<p>more</p>'
    },
  ],
])('mounts one form into %s of its host', (_title, copy) => {
  create({ url }).mount('#capture')
  copy()
  create({ url: second }).mount('#capture')
  expect(sources()).toEqual(['second'])
})

it('mounts one form into a clone of the element', () => {
  document.body.innerHTML = `<main><ingo-capture url="${url}"></ingo-capture></main>`
  main().replaceWith(main().cloneNode(true))
  expect(sources()).toEqual(['sealed'])
})

it('removes the copied message of a form that did not load', () => {
  showFallback(main(), { code: 'frame_blocked', retryable: true }, {})
  main().replaceWith(main().cloneNode(true))
  create({ url }).mount('#capture')
  create({ url: second }).mount(main())
  expect(document.querySelectorAll('[role="alert"]')).toHaveLength(0)
})

it('replaces the form of another capture in the same host, with a warning, and keeps the page’s own iframe', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const host = document.querySelector<HTMLElement>('#capture')
  host?.insertAdjacentHTML('beforeend', '<iframe src="about:blank"></iframe>')
  const first = create({ url })
  first.mount('#capture')
  // No warning for the same capture, or for a host element that contains another one.
  first.mount('#capture')
  create({ url: second }).mount(main())
  expect(warn).not.toHaveBeenCalled()
  create({ url: second }).mount('#capture')
  expect(warn).toHaveBeenCalledOnce()
  expect(host?.querySelectorAll('iframe')).toHaveLength(2)
  expect(main().querySelectorAll('iframe')).toHaveLength(3)
  expect(sources()).not.toContain('sealed')
  first.destroy()
  expect(host?.dataset.captureState).toBe('loading')
})
