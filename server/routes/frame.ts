/** The frame's document, one for each merchant and without a session in it, and its scripts and styles. */
import { Hono } from 'hono'
import type { Dependencies } from '../app.js'
import { assetOf, type Asset, type Assets } from '../assets.js'
import type { Merchant } from '../config.js'
import { frameHeaders } from '../headers.js'
import { ProblemError } from '../problem.js'
import type { Variables } from '../request.js'

const IMMUTABLE = 'public, max-age=31536000, immutable'

export function frameRoutes({ config, assets }: Dependencies) {
  const documents = new WeakMap<Merchant, ReturnType<typeof make>>()
  const make = ({ origins }: Merchant) => ({
    page: documentFor(origins, assets),
    headers: frameHeaders(origins),
  })
  /** Made once for each merchant as it is configured: a reload brings others. */
  function documentOf(merchant: Merchant) {
    const made = documents.get(merchant) ?? make(merchant)
    documents.set(merchant, made)
    return made
  }
  return new Hono<{ Variables: Variables }>()
    .get('/:merchant', (c) => {
      const merchant = config.merchants.find(({ id }) => id === c.req.param('merchant'))
      // A document that is not in a frame is somebody looking, or attacking.
      const dest = c.req.header('sec-fetch-dest')
      if (!merchant || (dest !== undefined && dest !== 'iframe')) throw new ProblemError('not_found')
      const { page, headers } = documentOf(merchant)
      c.header('ETag', page.etag)
      for (const [name, value] of Object.entries(headers)) c.header(name, value)
      if (c.req.header('if-none-match') === page.etag) return c.body(null, 304)
      return c.body(page.body, 200, { 'Content-Type': page.type })
    })
    .get('/assets/:file', (c) => {
      const asset = assets.get(`frame/assets/${c.req.param('file')}`)
      if (!asset) throw new ProblemError('not_found')
      c.header('Cache-Control', IMMUTABLE)
      return c.body(asset.body, 200, { 'Content-Type': asset.type })
    })
}

/** The frame must know whom it may talk to before it has opened a session. Origins hold nothing to escape. */
function documentFor(origins: string[], assets: Assets): Asset {
  const template = assets.get('frame/index.html')
  if (!template) throw new Error('The frame is not built: run npm run build.')
  return assetOf(
    Buffer.from(template.body.toString().replace('__ORIGINS__', origins.join(' '))),
    template.type,
  )
}
