/** Serves the frame's documents, which contain no session, and its scripts. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import { serveAsset } from '../static/assets.js'
import type { Merchant } from '../../config/merchant.js'
import { createFrameDocuments, requireFrameDocuments, type FrameDocuments } from '../static/frameDocuments.js'
import { isolationHints, isPageIsolated, originKeyedHeader } from '../securityHeaders.js'
import { ProblemError } from '../../problem.js'
import type { Variables } from '../context.js'

const IMMUTABLE = 'public, max-age=31536000, immutable, no-transform'

export function frameRoutes({ config, assets }: Dependencies) {
  requireFrameDocuments(assets)
  const documents = new WeakMap<Merchant, FrameDocuments>()
  /** Creates the documents once per merchant object. A reload of the configuration replaces these objects. */
  function merchantDocuments(merchant: Merchant): FrameDocuments {
    const created = documents.get(merchant) ?? createFrameDocuments(merchant.origins, assets)
    documents.set(merchant, created)
    return created
  }
  return (
    new Hono<{ Variables: Variables }>()
      .get('/:merchant', async (c) => {
        const merchant = config.merchants.find(({ id }) => id === c.req.param('merchant'))
        // The document works only in an iframe, so any other request for it is a mistake or an attack.
        const dest = c.req.header('sec-fetch-dest')
        if (!merchant || (dest !== undefined && dest !== 'iframe')) throw new ProblemError('not_found')
        const language = c.req.header('accept-language')
        const { asset, headers } = await merchantDocuments(merchant).find(c.req.query('form'), language)
        return serveAsset(c, asset, {
          ...headers,
          ...(!isPageIsolated((name) => c.req.header(name)) && originKeyedHeader),
          Vary: `Accept-Language, ${isolationHints}`,
        })
      })
      // A parameter, because Hono's fastest router does not accept the static path `assets` next to `:merchant`.
      .get('/:folder/:file', (c) => {
        // Serves only `frame/assets`. The documents, which are assets too, must have a merchant's origins.
        const { folder, file } = c.req.param()
        const asset = folder === 'assets' ? assets.get(`frame/assets/${file}`) : undefined
        if (!asset) throw new ProblemError('not_found')
        return serveAsset(c, asset, { 'Cache-Control': IMMUTABLE })
      })
  )
}
