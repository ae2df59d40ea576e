import { expect, test } from 'vitest'
import { createCardSchema } from '../form/formSchema.js'
import { parseVariant } from '../form/variant.js'
import { pluralize, interpolate } from './messages.js'
import { form as englishForm } from './en/form.js'
import { methods as englishMethods } from './en/methods.js'
import { languages } from '../../../contract/languages.js'
import { brand } from './en/brands.js'
import { english, loadMessages } from './load.js'
import type { Plural } from './plural.js'
import { applyOverrides, findInvalidOverrides } from './overrides.js'
import { renderPage } from './pageTable.case.js'
import { extendMessages, toCheckMessages, toOpenBankingMessages } from '../methods/messages.js'

/** Messages that are the same in every language. */
const shared = ['placeholder.account', ...Object.keys(brand).map((name) => `brand.${name}`)]
const spanish = await loadMessages('es')
const wholeEnglish = { ...englishForm, ...englishMethods }
/** Messages that a language shares with English: equal words, and the date format on its cards. */
const alike: Partial<Record<string, string[]>> = {
  ar: ['placeholder.expiration_date'],
  de: ['optional'],
  fa: ['placeholder.expiration_date'],
  fil: ['label.cvv', 'label.recipient_zip', 'methods.card', 'section.card', 'testMode'],
}
const translations = await Promise.all(
  languages
    .filter((language) => language !== 'en')
    .map(async (language) => {
      const { language: tag, ...messages } = extendMessages(await loadMessages(language))
      return { tag, messages }
    }),
)

function isPlural(value: object): value is Plural {
  return ['one', 'other'].some((form) => form in value) && !('own' in value)
}

/** Dotted key → message. A message with a count is its form `other`, unless all forms are wanted. */
function flatten(tree: object, path: string[] = [], allForms = false): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, string | object]) => {
      const name = [...path, key].join('.')
      if (typeof value === 'string') return [[name, value] as const]
      if (isPlural(value) && !allForms) return [[name, value.other] as const]
      return [...flatten(value, [...path, key], allForms)]
    }),
  )
}

/** The plural forms of a language for every number that the form can show. */
function pluralForms(language: string): string[] {
  const rules = new Intl.PluralRules([language, 'en'])
  return [...new Set(Array.from({ length: 301 }, (_, count) => rules.select(count)))]
}

function placeholders(message: string): string[] {
  return (message.match(/\{\w+\}/g) ?? []).sort()
}

test.each(translations)(
  '$tag translates every English message with its placeholders, and no other',
  ({ messages }) => {
    const translated = flatten(messages)
    expect([...translated.keys()].sort()).toEqual([...flatten(wholeEnglish).keys()].sort())
    for (const [key, message] of flatten(wholeEnglish))
      expect(placeholders(translated.get(key) ?? ''), key).toEqual(placeholders(message))
  },
)

test.each([
  ['a check', toCheckMessages],
  ['open banking', toOpenBankingMessages],
])('no error of %s mentions a card', (_form, toMessages) => {
  // Only a card can have these two errors.
  const cardOnly = ['card_expired', 'cvv_invalid']
  for (const catalogue of [english, spanish]) {
    const { error } = toMessages(extendMessages(catalogue), createCardSchema(parseVariant('check')))
    const messages = Object.entries(error).filter(([code]) => !cardOnly.includes(code))
    const wrong = messages.filter(([, message]) => /\bcard|tarjeta|security code|código/i.test(message))
    expect(wrong).toEqual([])
  }
})

test.each(translations)('$tag leaves no message in English', ({ tag, messages }) => {
  const translated = flatten(messages)
  const same = [...flatten(wholeEnglish)].filter(([key, message]) => translated.get(key) === message)
  // Most states have no other name.
  const keys = same.map(([key]) => key).filter((key) => !key.startsWith('state.'))
  expect(keys.sort()).toEqual([...shared, ...(alike[tag] ?? [])].sort())
})

test.each(translations)('$tag has each plural form of its language, with the count', ({ tag, messages }) => {
  const { attemptsLeft, fieldsToCheck, businessDays, check } = messages
  for (const forms of [attemptsLeft, fieldsToCheck, businessDays, check.left]) {
    expect(Object.keys(forms)).toEqual(expect.arrayContaining(pluralForms(tag)))
    for (const form of Object.values(forms)) expect(form).toContain('{count}')
  }
})

test('Spanish has the Spanish names of states', () => {
  expect(spanish.state.NY).toBe('Nueva York')
})

test('a state that is not recognized has a text of its own in every language', () => {
  for (const { tag, messages } of [{ tag: 'en', messages: english }, ...translations]) {
    const { recipient_state } = messages.problem
    const texts = [recipient_state.required, recipient_state.invalid, messages.rule.invalid]
    expect(new Set(texts).size, tag).toBe(3)
  }
})

test('loads a language’s messages', async () => {
  expect(spanish).toMatchObject({ language: 'es', button: { submit: 'Guardar tarjeta' } })
  expect(await loadMessages('en')).toBe(english)
})

test('uses the plural form of the language', () => {
  expect([0, 1, 2].map((count) => pluralize(english, 'attemptsLeft', count))).toEqual([
    '0 attempts left.',
    '1 attempt left.',
    '2 attempts left.',
  ])
  expect([0, 1, 2].map((count) => pluralize(spanish, 'attemptsLeft', count))).toEqual([
    'Quedan 0 intentos.',
    'Queda 1 intento.',
    'Quedan 2 intentos.',
  ])
  // Spanish has a plural form of its own at a million ("many"), which the catalogue doesn't have.
  expect(pluralize(spanish, 'attemptsLeft', 1_000_000)).toBe('Quedan 1000000 intentos.')
})

test('keeps a placeholder without a value, whatever its name', () => {
  expect(interpolate('{count} of {constructor} {__proto__}', { count: 3 })).toBe(
    '3 of {constructor} {__proto__}',
  )
})

test('overrides replace messages by key, in any language, without changing the catalogue', () => {
  const before = structuredClone(spanish)
  const own = applyOverrides(spanish, { 'button.submit': 'Cobrar', 'attemptsLeft.one': 'Solo {count} más' })
  expect(own.button).toEqual({ ...spanish.button, submit: 'Cobrar' })
  expect(pluralize(own, 'attemptsLeft', 1)).toBe('Solo 1 más')
  expect(spanish).toEqual(before)
  expect(findInvalidOverrides({ 'button.submit': 'Cobrar', 'methods.open-banking': 'Banco' })).toEqual([])
})

test.each([
  ['button.sumbit', 'Pay', 'messages.button.sumbit'],
  ['button', 'Pay', 'messages.button'],
  ['button.submit.now', 'Pay', 'messages.button.submit.now'],
  ['language', 'es', 'messages.language'],
  ['button.covered', 'Continue', 'messages.button.covered'],
  ['__proto__.polluted', 'yes', 'messages.__proto__.polluted'],
  ['constructor.name', 'x', 'messages.constructor.name'],
  ['button.toString', 'x', 'messages.button.toString'],
  ['', 'x', 'messages'],
  ['4111 1111 1111 1111', 'x', 'messages'],
  ['button.submit', 'x'.repeat(301), 'messages.button.submit'],
  ['button.submit', { toString: 'x' }, 'messages.button.submit'],
])('rejects the override of %j by name, and changes nothing', (key, text, field) => {
  const invalid = findInvalidOverrides({ [key]: text })
  expect(invalid).toEqual([{ field, message: expect.stringContaining(field) as string }])
  const isText = typeof text === 'string' && text.length <= 300
  expect(invalid[0]?.message).toContain(isText ? 'is not in docs/messages.md' : 'text of at most 300')
  expect(applyOverrides(english, { [key]: text })).toEqual(english)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('docs/messages.md lists every message that a page can replace', async () => {
  const rows = [...flatten(wholeEnglish, [], true)]
    .filter(([key, message]) => findInvalidOverrides({ [key]: message }).length === 0)
    .map(([key, message]) => [`\`${key}\``, message.replaceAll('|', '\\|')])
  const path = '../../../docs/messages.md'
  const page = renderPage(path, ['key', 'English'], rows)
  await expect(page).toMatchFileSnapshot(path)
})
