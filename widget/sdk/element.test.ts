// @vitest-environment jsdom
/** The element's properties, which frameworks set in place of attributes. */
import { expect, it } from 'vitest'
import './element.js'

it.each([
  [false, 'false'],
  ['false', 'false'],
  [true, null],
  ['', null],
  [undefined, null],
])('the element reflects submitButton = %j as its attribute', (value, attribute) => {
  const form = document.createElement('ingo-capture')
  form.setAttribute('submit-button', 'true')
  form.submitButton = value
  expect(form.getAttribute('submit-button')).toBe(attribute)
  expect(form.submitButton).toBe(attribute === null)
})
