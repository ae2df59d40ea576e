/** The frame's document, without a session in it, and its scripts. */
import { Hono } from 'hono'
import type { Dependencies } from '../app.js'
import { answerAsset } from '../assets.js'
import { createDocuments, styleHash } from '../documents.js'
import { frameHeaders } from '../headers.js'
import { ProblemError } from '../problem.js'
import type { Variables } from '../request.js'

const IMMUTABLE = 'public, max-age=31536000, immutable'

export function frameRoutes({ config, assets }: Dependencies) {
  const style = styleHash(assets)
  const merchants = new Map(
    config.merchants.map(({ id, origins }) => [
      id,
      { documents: createDocuments(origins, assets), headers: frameHeaders(origins, style) },
    ]),
  )
  return new Hono<{ Variables: Variables }>()
    .get('/:merchant', async (c) => {
      const found = merchants.get(c.req.param('merchant'))
      // A document that is not in a frame is somebody looking, or attacking.
      const dest = c.req.header('sec-fetch-dest')
      if (!found || (dest !== undefined && dest !== 'iframe')) throw new ProblemError('not_found')
      const document = await found.documents.find(c.req.query('form'), c.req.header('accept-language'))
      return answerAsset(c, document, { ...found.headers, Vary: 'Accept-Language' })
    })
    .get('/assets/:file', (c) => {
      const asset = assets.get(`frame/assets/${c.req.param('file')}`)
      if (!asset) throw new ProblemError('not_found')
      return answerAsset(c, asset, { 'Cache-Control': IMMUTABLE })
    })
}
