import { expect, test } from 'vitest'
import { guessState, resolveState } from './resolveState.js'
import { states } from './states.js'

test.each([
  ['ga', 'GA'],
  ['Ga.', 'GA'],
  ['georgia', 'GA'],
  ['GEORGIA ', 'GA'],
  ['US-GA', 'GA'],
  ['D.C.', 'DC'],
  ['Washington DC', 'DC'],
  ['Washington, D.C.', 'DC'],
  ['Washington', 'WA'],
  ['u.s. virgin islands', 'VI'],
  ['Geo', undefined],
  ['Ontario', undefined],
  ['', undefined],
  ['—', undefined],
])('%j resolves to %s', (text, code) => {
  expect(resolveState(text)).toBe(code)
})

test('every state is found by its code and by its name, whole and while it is typed', () => {
  for (const [code, name] of states) {
    expect(resolveState(code)).toBe(code)
    expect(resolveState(name.toUpperCase())).toBe(code)
    expect(guessState(name)).toBe(code)
  }
})

test.each([
  ['g', 'GA'],
  ['nc', 'NC'],
  ['d.c', 'DC'],
  ['washington d', 'DC'],
  ['mis', 'MS'],
  ['misso', 'MO'],
  ['nq', undefined],
])('typing %j shows %s', (text, code) => {
  expect(guessState(text)).toBe(code)
})
