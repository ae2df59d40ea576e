import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findDuplicateKeys } from './duplicateKeys.js'

it.each<[string, string[][]]>([
  ['{"a":1,"b":2}', []],
  ['{"a":1,"a":2}', [['a']]],
  ['{"a":1,"\\u0061":2}', [['a']]],
  ['{"a":{"b":1,"b":1},"c":{"b":1}}', [['a', 'b']]],
  ['{"list":[{"a":1},{"a":1,"a":1}]}', [['list', 'a']]],
  ['[{"a":1},{"a":1}]', []],
  ['{"__proto__":1,"__proto__":2}', [['__proto__']]],
  ['{"":1,"":2}', [['']]],
  ['{"a":{"a":1}}', []],
  ['{"a":"{\\"a\\":1,\\"a\\":2}","b":"\\\\","c":":{"}', []],
  ['"a"', []],
])('finds in %s the duplicates %j', (text, duplicates) => {
  expect(findDuplicateKeys(text)).toEqual(duplicates)
})

it('finds no duplicate in the output of JSON.stringify, and finds an added one', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (value, name) => {
      const text = JSON.stringify(value)
      expect(findDuplicateKeys(text)).toEqual([])
      const names = Object.keys(value)
      const added = `{${JSON.stringify(name)}:0${names.length > 0 ? ',' : ''}${text.slice(1)}`
      expect(findDuplicateKeys(added)).toEqual(names.includes(name) ? [[name]] : [])
    }),
  )
})
