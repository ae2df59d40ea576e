/** The script for merchants' pages, its hashes for `integrity`, and the document that warms a form up. */
import { Hono } from 'hono'
import type { Dependencies } from '../app.js'
import type { Assets } from '../assets.js'
import { openHeaders } from '../headers.js'
import { ProblemError } from '../problem.js'
import type { Variables } from '../request.js'

const ROOT = 'sdk/v1/'
/** A script that has its version in its name never changes. */
const VERSIONED = /-\d+\.\d+\.\d+\.js$/
const IMMUTABLE = 'public, max-age=31536000, immutable'
/** It holds nothing, so every page may hold it, a cross-origin-isolated one too. */
const preloadHeaders = {
  ...openHeaders,
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors *",
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Origin-Agent-Cluster': '?1',
}

export function sdkRoutes({ assets }: Dependencies) {
  const scripts = [...assets].filter(([path]) => path.startsWith(ROOT) && path.endsWith('.js'))
  const integrity = Object.fromEntries(
    scripts.map(([path, asset]) => [path.slice(ROOT.length), asset.integrity]),
  )
  const preload = preloadDocument(assets)
  return new Hono<{ Variables: Variables }>()
    .get('/v1/preload.html', (c) => c.html(preload, 200, preloadHeaders))
    .get('/v1/integrity.json', (c) => c.json(integrity, 200, openHeaders))
    .get('/v1/:file', (c) => {
      const file = c.req.param('file')
      const asset = assets.get(ROOT + file)
      if (!asset) throw new ProblemError('not_found')
      const headers = {
        ...openHeaders,
        ETag: asset.etag,
        ...(VERSIONED.test(file) && { 'Cache-Control': IMMUTABLE }),
      }
      if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers)
      return c.body(asset.body, 200, { ...headers, 'Content-Type': asset.type })
    })
}

/** Loads what the frame's document will ask for, and nothing more: no form, no script that runs. */
function preloadDocument(assets: Assets): string {
  const frame = assets.get('frame/index.html')?.body.toString() ?? ''
  const links = [...frame.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(js|css))"/g)].map(([, path, type]) =>
    type === 'js'
      ? `<link rel="modulepreload" crossorigin href="../../frame/${path}">`
      : `<link rel="stylesheet" crossorigin href="../../frame/${path}">`,
  )
  return `<!doctype html><title>Warming up</title>${links.join('')}`
}
