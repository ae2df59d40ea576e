/** The selection of the document by the session's hint and the browser's languages. */
import { expect, it } from 'vitest'
import { createAsset } from './assets.js'
import { createFrameDocuments, styleHash } from './frameDocuments.js'
import { listTexts, translateDocument } from './translateDocument.js'

const names = [
  'card',
  'card+',
  'card++',
  'card.no-cvv',
  'check',
  'check+',
  'check.no-recipient',
  'open-banking+',
].flatMap((variant) => [`${variant}.en`, `${variant}.es`])
const documentHtml = (name: string) => `<meta content="__ORIGINS__"><style>${name}{}</style>`
const texts = { '>Card number': '>Kartennummer', '<html lang="en">': '<html lang="de">' }
const assets = new Map([
  ...names.map((name) => [`frame/documents/${name}.html`, documentHtml(name)] as const),
  [
    'frame/documents/card.business.en.html',
    '<html lang="en"><style>a > b{}</style><p>Card number</p>',
  ] as const,
  ['frame/texts/de.json', JSON.stringify(texts)] as const,
])
const { find } = createFrameDocuments(
  ['https://shop.example'],
  new Map([...assets].map(([path, text]) => [path, createAsset(Buffer.from(text), 'text/html')])),
)

it.each([
  ['card', undefined, 'card.en'],
  ['card.no-cvv.es', undefined, 'card.no-cvv.es'],
  ['card,check', undefined, 'card+.en'],
  ['card,open-banking,check', undefined, 'card++.en'],
  ['check', 'es-MX, en;q=0.5', 'check.es'],
  ['check', `${'he,'.repeat(19)}es`, 'check.es'],
  // Only the first languages count: no browser sends so many, and each costs time.
  ['check', `${'he,'.repeat(20)}es`, 'check.en'],
  ['check.es', 'en', 'check.es'],
  ['check,card', undefined, 'check+.en'],
  // A check ignores the card's hints (CVV, expiry, business), but not its own hidden recipient.
  ['check,card.no-cvv.no-expiry.business', undefined, 'check+.en'],
  ['check.no-expiry.no-recipient.es', undefined, 'check.no-recipient.es'],
  ['open-banking,check.no-recipient', undefined, 'open-banking+.en'],
  ['another', 'he', 'card.en'],
  ['card.zh-Hant', undefined, 'card.en'],
  ['card', 'he, es;q=0.5', 'card.es'],
  [undefined, 'es', 'card.es'],
])('selects for hint %s and languages %s: %s', async (hint, language, name) => {
  const { asset, headers } = await find(hint, language)
  expect(asset.body.toString()).toBe(documentHtml(name).replace('__ORIGINS__', 'https://shop.example'))
  expect(headers['Content-Security-Policy']).toContain(`style-src 'self' ${styleHash(documentHtml(name))};`)
})

it.each([
  ['card.business.de', 'en'],
  ['card.business', 'de-AT, en;q=0.5'],
])('makes the document for hint %s and languages %s from the English one', async (hint, language) => {
  const { asset } = await find(hint, language)
  expect(asset.body.toString()).toBe('<html lang="de"><style>a > b{}</style><p>Kartennummer</p>')
})

it('lists the texts of a language, from which its document can be made', () => {
  const english = '<html lang="en"><style>a > b{}</style><p>Card</p><input placeholder="MM / YY"><p>Card</p>'
  const arabic =
    '<html lang="ar" dir="rtl"><link rel="modulepreload" href="./a.js"><style>a > b{}</style><p>بطاقة</p><input placeholder="MM/YY"><p>بطاقة</p>'
  expect(translateDocument(english, listTexts(english, arabic))).toBe(arabic)
  expect(() => listTexts(english, arabic.replace('<p>', '<b>'))).toThrow('more than their texts')
})
