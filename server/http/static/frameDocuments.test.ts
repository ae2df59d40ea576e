/** Selection of the document by the session's hint and the browser's languages. */
import { expect, it } from 'vitest'
import { createAsset } from './assets.js'
import { createFrameDocuments, styleHash } from './frameDocuments.js'

const names = [
  'card',
  'card+',
  'card.no-cvv',
  'check',
  'check+',
  'check.no-recipient',
  'open-banking+',
].flatMap((variant) => [`${variant}.en`, `${variant}.es`])
const documentHtml = (name: string) => `<meta content="__ORIGINS__"><style>${name}{}</style>`
const { find } = createFrameDocuments(
  ['https://shop.example'],
  new Map(
    names.map((name) => [
      `frame/documents/${name}.html`,
      createAsset(Buffer.from(documentHtml(name)), 'text/html'),
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
  // A check ignores the card's hints (CVV, expiry, business), but not its own hidden recipient.
  ['check,card.no-cvv.no-expiry.business', undefined, 'check+.en'],
  ['check.no-expiry.no-recipient.es', undefined, 'check.no-recipient.es'],
  ['open-banking,check.no-recipient', undefined, 'open-banking+.en'],
  ['another', 'de', 'card.en'],
  [undefined, 'es', 'card.es'],
])('selects for hint %s and languages %s: %s', async (hint, language, name) => {
  const { asset, headers } = await find(hint, language)
  expect(asset.body.toString()).toBe(documentHtml(name).replace('__ORIGINS__', 'https://shop.example'))
  expect(headers['Content-Security-Policy']).toContain(`style-src 'self' ${styleHash(documentHtml(name))};`)
})
