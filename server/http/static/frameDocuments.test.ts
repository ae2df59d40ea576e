/** Which document a session's url and the browser's languages lead to. */
import { expect, it } from 'vitest'
import { assetOf } from './assets.js'
import { createDocuments, styleHashIn } from './frameDocuments.js'

const names = [
  'card',
  'card+',
  'card.no-cvv',
  'check',
  'check+',
  'check.no-recipient',
  'open-banking+',
].flatMap((variant) => [`${variant}.en`, `${variant}.es`])
const documentOf = (name: string) => `<meta content="__ORIGINS__"><style>${name}{}</style>`
const { find } = createDocuments(
  ['https://shop.example'],
  new Map(
    names.map((name) => [
      `frame/documents/${name}.html`,
      assetOf(Buffer.from(documentOf(name)), 'text/html'),
    ]),
  ),
)

it.each([
  ['card', undefined, 'card.en'],
  ['card.no-cvv.es', undefined, 'card.no-cvv.es'],
  ['card,check', undefined, 'card+.en'],
  ['check', 'es-MX, en;q=0.5', 'check.es'],
  ['check.es', 'en', 'check.es'],
  ['check,card', undefined, 'check+.en'],
  // What is off for a card or known of its recipient is nothing to a check; that its own is hidden is.
  ['check,card.no-cvv.no-expiry.business', undefined, 'check+.en'],
  ['check.no-expiry.no-recipient.es', undefined, 'check.no-recipient.es'],
  ['open-banking,check.no-recipient', undefined, 'open-banking+.en'],
  ['another', 'de', 'card.en'],
  [undefined, 'es', 'card.es'],
])('%s, %s: %s', async (hint, language, name) => {
  const { asset, headers } = await find(hint, language)
  expect(asset.body.toString()).toBe(documentOf(name).replace('__ORIGINS__', 'https://shop.example'))
  expect(headers['Content-Security-Policy']).toContain(`style-src 'self' ${styleHashIn(documentOf(name))};`)
})
