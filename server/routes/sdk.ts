/** The script for merchants' pages, and its hashes for `integrity`. */
import { Hono } from 'hono'
import type { Dependencies } from '../app.js'
import { ProblemError } from '../problem.js'
import type { Variables } from '../request.js'

const ROOT = 'sdk/v1/'
/** Every page may load it, cross-origin-isolated ones and with `integrity` too. */
const open = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=300',
}

export function sdkRoutes({ assets }: Dependencies) {
  const scripts = [...assets].filter(([path]) => path.startsWith(ROOT) && path.endsWith('.js'))
  const integrity = Object.fromEntries(
    scripts.map(([path, asset]) => [path.slice(ROOT.length), asset.integrity]),
  )
  return new Hono<{ Variables: Variables }>()
    .get('/v1/integrity.json', (c) => c.json(integrity, 200, open))
    .get('/v1/:file', (c) => {
      const asset = assets.get(ROOT + c.req.param('file'))
      if (!asset) throw new ProblemError('not_found')
      const headers = { ...open, ETag: asset.etag }
      if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers)
      return c.body(asset.body, 200, { ...headers, 'Content-Type': asset.type })
    })
}
