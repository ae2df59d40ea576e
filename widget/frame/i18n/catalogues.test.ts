import { expect, test } from 'vitest'
import { createCardSchema } from '../form/formSchema.js'
import { parseVariant } from '../form/variant.js'
import { pluralize, interpolate } from './messages.js'
import { form as englishForm } from './en/form.js'
import { methods as englishMethods } from './en/methods.js'
import { english, languages, loadMessages, resolveLanguage } from './load.js'
import { applyOverrides, findInvalidOverrides } from './overrides.js'
import { extendMessages, toCheckMessages, toOpenBankingMessages } from '../methods/messages.js'

/** Messages that are the same in both languages. */
const shared = ['placeholder.account', ...Object.keys(englishForm.brand).map((brand) => `brand.${brand}`)]
const spanish = await loadMessages('es')
const wholeEnglish = { ...englishForm, ...englishMethods }
const translations = await Promise.all(
  languages
    .filter((language) => language !== 'en')
    .map(async (language) => {
      const { language: _, ...messages } = extendMessages(await loadMessages(language))
      return { tag: language, messages }
    }),
)

/** Dotted key → message. */
function flatten(tree: object, path: string[] = []): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, string | object]) =>
      typeof value === 'string'
        ? [[[...path, key].join('.'), value] as const]
        : [...flatten(value, [...path, key])],
    ),
  )
}

function placeholders(message: string): string[] {
  return (message.match(/\{\w+\}/g) ?? []).sort()
}

test.each(translations)(
  '$tag translates every English message with its placeholders, and no other',
  ({ messages }) => {
    const translated = flatten(messages)
    expect([...translated.keys()]).toEqual([...flatten(wholeEnglish).keys()])
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

test('Spanish leaves no message in English', () => {
  const translated = flatten(extendMessages(spanish))
  const same = [...flatten(wholeEnglish)].filter(([key, message]) => translated.get(key) === message)
  // Most states have no other name.
  expect(same.map(([key]) => key).filter((key) => !key.startsWith('state.'))).toEqual(shared)
  expect(spanish.state.NY).toBe('Nueva York')
})

test.each([
  [['es'], 'es'],
  [['es-MX'], 'es'],
  [['es-419'], 'es'],
  [['ES-us'], 'es'],
  [['spa'], 'es'],
  [['es-Latn-US-u-nu-latn'], 'es'],
  [['en-GB'], 'en'],
  [['fr-CA', 'es-MX', 'en'], 'es'],
  [['en-US', 'es'], 'en'],
  [['fr'], 'en'],
  [['est'], 'en'],
  [['xx-YY'], 'en'],
  [['es_MX'], 'en'],
  [['__proto__'], 'en'],
  [['../es'], 'en'],
  [['\ud800'], 'en'],
  [['e'.repeat(10_000)], 'en'],
  [[''], 'en'],
  [[], 'en'],
])('shows %j in %s', (tags, language) => {
  expect(resolveLanguage(tags)).toBe(language)
})

test('loads a language’s messages, and English for an unknown language', async () => {
  expect(spanish).toMatchObject({ language: 'es', button: { submit: 'Guardar tarjeta' } })
  expect(await loadMessages('en')).toBe(english)
  expect(await loadMessages('tlh')).toBe(english)
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
  expect(applyOverrides(english, { [key]: text })).toEqual(english)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('docs/messages.md lists every message that a page can replace', async () => {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const replaceable = [...flatten(wholeEnglish)].filter(
    ([key, message]) => findInvalidOverrides({ [key]: message }).length === 0,
  )
  const rows = replaceable.map(([key, message]) => `| \`${key}\` | ${cell(message)} |`)
  const document = [
    '<!-- Made from the catalogue: npx vitest run widget/frame/i18n -u -->',
    '# Messages',
    "The form's texts. Replace any of them by its key: `messages: { 'button.submit': 'Get paid' }`. A text has at most 300 characters, and the form fills in `{…}`. Each message exists in Spanish too.",
    ['| key | English |', '| --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
  await expect(`${document}\n`).toMatchFileSnapshot('../../../docs/messages.md')
})
