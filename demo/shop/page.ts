/** The page and its files: read once, from the package's `demo/shop/public`, wherever this file was compiled to. */
import { Hono } from 'hono'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Config } from './config.js'
import { offers } from './offers.js'

const packageRoot = pathToFileURL(createRequire(import.meta.url).resolve('ingo-capture/package.json'))
const publicFolder = new URL('demo/shop/public/', packageRoot)

/** A list rather than a folder: what isn't named here isn't served. */
const assets = {
  'shop.css': 'text/css; charset=utf-8',
  'checkout.js': 'text/javascript; charset=utf-8',
  'result.js': 'text/javascript; charset=utf-8',
  'testCards.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** A page for each offer, for an order of `amount` dollars, and its assets. */
export function createPage({ captureUrl }: Config, amount: number): Hono {
  const template = read('index.html')
    .replaceAll('{{CAPTURE_URL}}', captureUrl)
    .replaceAll('{{AMOUNT}}', dollars.format(amount))
  const policy = contentSecurityPolicy(new URL(captureUrl).origin)
  const app = new Hono()
  for (const [name, { path, title, intro }] of Object.entries(offers)) {
    const page = template
      .replaceAll('{{OFFER}}', name)
      .replaceAll('{{TITLE}}', title)
      .replaceAll('{{INTRO}}', intro.replaceAll('&', '&amp;'))
      .replace(`href="${path}"`, `href="${path}" aria-current="page"`)
    app.get(path, (c) =>
      c.html(page, 200, { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }),
    )
  }
  for (const [name, type] of Object.entries(assets)) {
    const content = read(name)
    app.get(`/${name}`, (c) => c.body(content, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }))
  }
  return app
}

/**
 * A recipe for merchants: the capture server is the one stranger here. Its script runs and its frame shows,
 * and no script on the page can send anything to anybody but the shop itself.
 */
function contentSecurityPolicy(capture: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${capture}`,
    "style-src 'self'",
    "img-src 'self'",
    `frame-src ${capture}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function read(name: string): string {
  return readFileSync(new URL(name, publicFolder), 'utf8')
}
