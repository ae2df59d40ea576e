import { expect, test } from 'vitest'
import { ingoLanguageCodes } from './ingoLanguages.case.js'
import { isRightToLeft, languages, resolveLanguage } from './languages.js'

test.each([
  [['es'], 'es'],
  [['es-MX'], 'es'],
  [['es-419'], 'es'],
  [['ES-us'], 'es'],
  [['spa'], 'es'],
  [['es-Latn-US-u-nu-latn'], 'es'],
  [['en-GB'], 'en'],
  [['he-IL', 'es-MX', 'en'], 'es'],
  [['en-US', 'es'], 'en'],
  [['he'], 'en'],
  [['est'], 'en'],
  [['xx-YY'], 'en'],
  [['es_MX'], 'es'],
  [['zh'], 'zh-Hans'],
  [['zh_TW'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['zh-SG'], 'zh-Hans'],
  [['pt-BR'], 'pt'],
  [['pt-PT'], 'pt'],
  [['no'], 'nb'],
  [['nn-NO'], 'nb'],
  [['prs'], 'fa'],
  [['mww'], 'hmn'],
  [['__proto__'], 'en'],
  [['../es'], 'en'],
  [['\ud800'], 'en'],
  [['e'.repeat(10_000)], 'en'],
  [[''], 'en'],
  [[], 'en'],
])('shows %j in %s', (tags, language) => {
  expect(resolveLanguage(tags)).toBe(language)
})

test('each of Ingo’s 28 codes has its language, and each language has a code', () => {
  const codes = ingoLanguageCodes
  expect(codes).toHaveLength(28)
  const found = codes.map((code) => resolveLanguage([code]))
  expect(codes.filter((_, index) => found[index] === 'en')).toEqual(['en-GB', 'en-US'])
  expect([...new Set(found)].sort()).toEqual([...languages].sort())
})

test.each([
  ['ar', true],
  ['fa-IR', true],
  ['he', true],
  ['az-Arab', true],
  ['en', false],
  ['zh-Hant', false],
  ['not a tag', false],
])('%s is written from right to left: %s', (tag, expected) => {
  expect(isRightToLeft(tag)).toBe(expected)
})
