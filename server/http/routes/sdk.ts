/** Serves the SDK script, its hashes for `integrity`, and the redirect that preloads the form's files. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import { serveAsset } from '../static/assets.js'
import { publicAssetHeaders } from '../securityHeaders.js'
import { ProblemError } from '../../problem.js'
import type { CaptureContext, Variables } from '../context.js'
import { formVariant } from '../../sessions/formVariant.js'
import { respond, respondJson } from '../respond.js'

const ROOT = 'sdk/v1/'
/** A script with its version and hash in its name never changes. */
const VERSIONED = /-[0-9a-f]{8}\.js$/
const IMMUTABLE = 'public, max-age=31536000, immutable, no-transform'

export function sdkRoutes({ config, assets }: Dependencies) {
  const scripts = [...assets].filter(([path]) => path.startsWith(ROOT) && path.endsWith('.js'))
  const integrity = Object.fromEntries(
    scripts.map(([path, asset]) => [path.slice(ROOT.length), asset.integrity]),
  )

  function redirectToDocument(c: CaptureContext): Response {
    const [merchant, ...others] = config.merchants
    // With several merchants, the server can't know the page's merchant, and the page can't embed another merchant's
    // document. An empty response still opens the connection.
    if (!merchant || others.length > 0) return respond(c, null, 204, publicAssetHeaders)
    // The document of a default card form. Without a session it only loads its scripts.
    const form = formVariant({ account_types: ['card'], recipient_fields: 'editable' }, merchant.policy)
    const location = `../../frame/${merchant.id}?form=${form}`
    return respond(c, null, 302, { ...publicAssetHeaders, Location: location, 'Content-Length': '0' })
  }

  // One pattern, because Hono's fastest router accepts no static path next to a parameter, in the whole app.
  return new Hono<{ Variables: Variables }>().get('/v1/:file', (c) => {
    const file = c.req.param('file')
    if (file === 'preload.html') return redirectToDocument(c)
    if (file === 'integrity.json') return respondJson(c, integrity, 200, publicAssetHeaders)
    const asset = assets.get(ROOT + file)
    if (!asset) throw new ProblemError('not_found')
    return serveAsset(c, asset, {
      ...publicAssetHeaders,
      ...(VERSIONED.test(file) && { 'Cache-Control': IMMUTABLE }),
    })
  })
}
