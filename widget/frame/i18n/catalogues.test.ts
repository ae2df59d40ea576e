import { expect, test } from 'vitest'
import { pluralize, interpolate } from './messages.js'
import { en } from './en/form.js'
import { es } from './es/form.js'
import { en as methodsEn } from './en/methods.js'
import { es as methodsEs } from './es/methods.js'
import { english, resolveLanguage, loadMessages, type Messages } from './load.js'
import { applyOverrides, findInvalidOverrides } from './overrides.js'
import { toCheckMessages, extendMessages, toOpenBankingMessages } from '../methods/messages.js'

/** Sentences that are the same in both languages. */
const shared = ['placeholder.account', ...Object.keys(en.brand).map((brand) => `brand.${brand}`)]
const spanish: Messages = { ...es, language: 'es' }

const whole = { en: { ...en, ...methodsEn }, es: { ...es, ...methodsEs } }

/** Dotted key → sentence. */
function flat(tree: object, path: string[] = []): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, string | object]) =>
      typeof value === 'string'
        ? [[[...path, key].join('.'), value] as const]
        : [...flat(value, [...path, key])],
    ),
  )
}

function holes(sentence: string): string[] {
  return (sentence.match(/\{\w+\}/g) ?? []).sort()
}

test('Spanish has a sentence for each English one, with the same holes, and no other', () => {
  const translated = flat(whole.es)
  expect([...translated.keys()]).toEqual([...flat(whole.en).keys()])
  for (const [key, sentence] of flat(whole.en))
    expect(holes(translated.get(key) ?? ''), key).toEqual(holes(sentence))
})

test.each([
  ['a check', toCheckMessages],
  ['open banking', toOpenBankingMessages],
])('nothing that %s may come to is told in a card’s words', (_form, messagesOf) => {
  // Those two come of what is looked at before a card is sent.
  const ofCardAlone = ['card_expired', 'cvv_invalid']
  for (const catalogue of [english, spanish]) {
    const { error } = messagesOf(extendMessages(catalogue))
    const told = Object.entries(error).filter(([code]) => !ofCardAlone.includes(code))
    const wrong = told.filter(([, sentence]) => /\bcard|tarjeta|security code|código/i.test(sentence))
    expect(wrong).toEqual([])
  }
})

test('no sentence was left in English', () => {
  const translated = flat(whole.es)
  const same = [...flat(whole.en)].filter(([key, sentence]) => translated.get(key) === sentence)
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
])('%j is shown in %s', (tags, language) => {
  expect(resolveLanguage(tags)).toBe(language)
})

test('a catalogue comes with its language; one that nobody has is English', async () => {
  expect(await loadMessages('es')).toEqual(spanish)
  expect(await loadMessages('en')).toBe(english)
  expect(await loadMessages('tlh')).toBe(english)
})

test('counts take the plural form of their language', () => {
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
  // A form that only one language has ("many", Spanish at a million) falls back.
  expect(pluralize(spanish, 'attemptsLeft', 1_000_000)).toBe('Quedan 1000000 intentos.')
})

test('a hole without a value stays, whatever its name', () => {
  expect(interpolate('{count} of {constructor} {__proto__}', { count: 3 })).toBe(
    '3 of {constructor} {__proto__}',
  )
})

test('overrides replace sentences by key, in any language, and leave the catalogue alone', () => {
  const before = structuredClone(spanish)
  const own = applyOverrides(spanish, { 'button.submit': 'Cobrar', 'attemptsLeft.one': 'Solo {count} más' })
  expect(own.button).toEqual({ ...es.button, submit: 'Cobrar' })
  expect(pluralize(own, 'attemptsLeft', 1)).toBe('Solo 1 más')
  expect(spanish).toEqual(before)
  expect(findInvalidOverrides({ 'button.submit': 'Cobrar' })).toEqual([])
})

test.each([
  ['button.sumbit', 'Pay', 'messages.button.sumbit'],
  ['button', 'Pay', 'messages.button'],
  ['button.submit.now', 'Pay', 'messages.button.submit.now'],
  ['language', 'es', 'messages.language'],
  ['__proto__.polluted', 'yes', 'messages.__proto__.polluted'],
  ['constructor.name', 'x', 'messages.constructor.name'],
  ['button.toString', 'x', 'messages.button.toString'],
  ['', 'x', 'messages'],
  ['4111 1111 1111 1111', 'x', 'messages'],
  ['button.submit', 'x'.repeat(301), 'messages.button.submit'],
  ['button.submit', { toString: 'x' }, 'messages.button.submit'],
])('the override of %j is refused by name, and changes nothing', (key, text, field) => {
  const refusals = findInvalidOverrides({ [key]: text })
  expect(refusals).toEqual([{ field, message: expect.stringContaining(field) as string }])
  expect(applyOverrides(english, { [key]: text })).toEqual(english)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('docs/messages.md lists every message that a page can replace', async () => {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const rows = [...flat(whole.en)].map(([key, sentence]) => `| \`${key}\` | ${cell(sentence)} |`)
  const document = [
    '<!-- Made from the catalogue: npx vitest run widget/frame/i18n -u -->',
    '# Messages',
    "The form's texts. Replace any of them by its key: `messages: { 'button.submit': 'Get paid' }`. A text has at most 300 characters, and the form fills in `{…}`. Each message exists in Spanish too.",
    ['| key | English |', '| --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
  await expect(`${document}\n`).toMatchFileSnapshot('../../../docs/messages.md')
})
