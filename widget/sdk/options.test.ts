// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { resolveTarget } from './options.js'

const childless =
  'input textarea select meter progress img video audio canvas iframe object embed hr br head style script template'

it.each(childless.split(' '))('refuses <%s>, which shows no children', (name) => {
  expect(() => resolveTarget(document.createElement(name))).toThrow(`<${name}> shows no children`)
})

it.each(['div', 'main', 'header', 'details', 'dialog', 'button', 'my-input'])('accepts <%s>', (name) => {
  const element = document.createElement(name)
  expect(resolveTarget(element)).toBe(element)
})
