// @vitest-environment jsdom
/** A host element that is a copy of one with a form in it. */
import { beforeEach, expect, it } from 'vitest'
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
    'HTML that was written again',
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

it('removes the copy of the message of a form that failed', () => {
  showFallback(main(), { code: 'frame_blocked', retryable: true }, {})
  main().replaceWith(main().cloneNode(true))
  create({ url }).mount('#capture')
  create({ url: second }).mount(main())
  expect(document.querySelectorAll('[role="alert"]')).toHaveLength(0)
})

it('keeps the forms of other captures in the same host, and what is the page’s own', () => {
  main().insertAdjacentHTML('beforeend', '<iframe src="about:blank"></iframe>')
  create({ url }).mount('#capture')
  create({ url: second }).mount(main())
  create({ url: second }).mount('#capture')
  expect(document.querySelectorAll('iframe')).toHaveLength(4)
})
