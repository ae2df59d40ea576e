/** The frame's document, without a session in it, and its scripts. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import { answerAsset } from '../static/assets.js'
import type { Merchant } from '../../config/merchant.js'
import { createDocuments, requireDocuments, type Documents } from '../static/frameDocuments.js'
import { ProblemError } from '../../problem.js'
import type { Variables } from '../context.js'

const IMMUTABLE = 'public, max-age=31536000, immutable'

export function frameRoutes({ config, assets }: Dependencies) {
  requireDocuments(assets)
  const documents = new WeakMap<Merchant, Documents>()
  /** Made once for each merchant as it is configured: a reload brings others. */
  function documentsOf(merchant: Merchant): Documents {
    const made = documents.get(merchant) ?? createDocuments(merchant.origins, assets)
    documents.set(merchant, made)
    return made
  }
  return new Hono<{ Variables: Variables }>()
    .get('/:merchant', async (c) => {
      const merchant = config.merchants.find(({ id }) => id === c.req.param('merchant'))
      // A document that is not in a frame is somebody looking, or attacking.
      const dest = c.req.header('sec-fetch-dest')
      if (!merchant || (dest !== undefined && dest !== 'iframe')) throw new ProblemError('not_found')
      const language = c.req.header('accept-language')
      const { asset, headers } = await documentsOf(merchant).find(c.req.query('form'), language)
      return answerAsset(c, asset, { ...headers, Vary: 'Accept-Language' })
    })
    .get('/assets/:file', (c) => {
      const asset = assets.get(`frame/assets/${c.req.param('file')}`)
      if (!asset) throw new ProblemError('not_found')
      return answerAsset(c, asset, { 'Cache-Control': IMMUTABLE })
    })
}
