// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { notePlace } from './keepPlace.js'

const FORM = '<form><label for="account">Card number</label><input id="account" name="account"></form>'

beforeEach(() => {
  document.body.innerHTML = `<div id="root"><div class="capture"><div>${FORM}</div></div></div>`
})

function find(selector: string): Element {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`There is no ${selector}.`)
  return element
}

it.each(['#root', '.capture', 'form'])(
  'removes a copy of %s that is added after the form was restored',
  (what) => {
    const outer = find('.capture')
    const content = find('.capture > div')
    const copy = find(what).cloneNode(true)
    const putBack = notePlace(outer)
    outer.remove()
    expect(putBack(content)).toBe(true)
    document.body.append(copy)
    expect(putBack(content)).toBe(true)
    expect(document.querySelectorAll('form, .capture')).toHaveLength(2)
    expect(content.isConnected).toBe(true)
    expect(putBack(content)).toBe(false)
  },
)

it('adopts the values of a copy that is added with the removal, and not of a copy that is added later', () => {
  const outer = find('.capture')
  const content = find('.capture > div')
  const own = find('#account') as HTMLInputElement
  const putBack = notePlace(outer)
  const copy = outer.cloneNode(true) as Element
  const input = copy.querySelector('input')
  if (input) input.value = '4111'
  outer.remove()
  document.body.append(copy)
  expect(putBack(content)).toBe(true)
  expect(own.value).toBe('4111')
  own.value = ''
  document.body.append(copy)
  expect(putBack(content)).toBe(true)
  expect(own.value).toBe('')
  expect(copy.isConnected).toBe(false)
})

it('keeps elements that other scripts add beside the form: another form, and a copied control without a form', () => {
  const content = find('.capture > div')
  const putBack = notePlace(find('.capture'))
  document.body.insertAdjacentHTML(
    'beforeend',
    '<form><input id="note"></form><form><input id="account" name="id"></form><input id="account" name="account">',
  )
  expect(putBack(content)).toBe(false)
  expect(document.querySelectorAll('input')).toHaveLength(4)
})
