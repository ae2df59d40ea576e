import { expect, test } from 'vitest'
import { guessState, resolveState } from './resolveState.js'
import { state as spanish } from '../i18n/es/states.js'
import { state } from '../i18n/en/states.js'

test.each([
  ['ga', 'GA'],
  ['Ga.', 'GA'],
  ['georgia', 'GA'],
  ['GEORGIA ', 'GA'],
  ['US-GA', 'GA'],
  ['ＧＡ', 'GA'],
  ['Ｇｅｏｒｇｉａ', 'GA'],
  ['Hawaiʻi', 'HI'],
  ['Hawai’i', 'HI'],
  ['\u200eGA\u200e', 'GA'],
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

test('finds every state by its code, and by its name, even while the name is being typed', () => {
  for (const names of [state, spanish]) {
    for (const [code, name] of Object.entries(names)) {
      expect(resolveState(code, names)).toBe(code)
      expect(resolveState(name.toUpperCase(), names)).toBe(code)
      expect(resolveState(state[code as 'GA'], names)).toBe(code)
      expect(guessState(name, names)).toBe(code)
    }
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
])('typing %j selects %s', (text, code) => {
  expect(guessState(text)).toBe(code)
})
