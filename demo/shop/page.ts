/** The pages and their files: read once, from the package's folders, wherever this file was compiled to. */
import { Hono } from 'hono'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Config } from './config.js'
import { examples, type Example } from './examples.js'
import { offers } from './offers.js'

const packageRoot = pathToFileURL(createRequire(import.meta.url).resolve('ingo-capture/package.json'))
const publicFolder = 'demo/shop/public'
const bundleFolder = 'dist/demo/shop/bundles'
const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** A list rather than a folder: what isn't named here isn't served. */
const assets = [
  ['shop.css', STYLE, publicFolder],
  ['examples.css', STYLE, publicFolder],
  ['checkout.js', SCRIPT, publicFolder],
  ['result.js', SCRIPT, publicFolder],
  ['testCards.js', SCRIPT, publicFolder],
  ['playground.js', SCRIPT, publicFolder],
  ['playgroundCode.js', SCRIPT, publicFolder],
  ['examples/script.js', SCRIPT, publicFolder],
  ['icon.svg', 'image/svg+xml', publicFolder],
  // What the shop's own build has made of the examples that need one.
  ...readdirSync(new URL(`${bundleFolder}/examples`, packageRoot)).map(
    (file) => [`examples/${file}`, SCRIPT, bundleFolder] as const,
  ),
] as const

const navigation = {
  '/': 'Checkout',
  '/script': 'Script',
  '/react': 'React',
  '/element': 'Element',
  '/playground': 'Playground',
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** The checkout, a page for each offer of `amount` dollars; a page for each integration; and their assets. */
export function createPage({ captureUrl }: Config, amount: number): Hono {
  const policy = contentSecurityPolicy(new URL(captureUrl).origin)
  const documents = {
    ...Object.fromEntries(offerPages(dollars.format(amount))),
    '/playground': filled(read(`${publicFolder}/playground.html`), { NAVIGATION: navigate('/playground') }),
    ...Object.fromEntries(
      Object.entries(examples).map(([path, example]) => [path, examplePage(path, example)]),
    ),
  }
  const app = new Hono()
  for (const [path, document] of Object.entries(documents)) {
    const page = document.replaceAll('{{CAPTURE_URL}}', captureUrl)
    const headers = { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }
    app.get(path, (c) => c.html(page, 200, headers))
  }
  for (const [name, type, folder] of assets) {
    const content = read(`${folder}/${name}`)
    app.get(`/${name}`, (c) => c.body(content, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }))
  }
  return app
}

function offerPages(amount: string): [path: string, page: string][] {
  const template = read(`${publicFolder}/index.html`)
  return Object.entries(offers).map(([name, { path, title, intro }]) => {
    const values = { OFFER: name, AMOUNT: amount, TITLE: title, INTRO: intro.replaceAll('&', '&amp;') }
    return [path, filled(template, values).replace(`href="${path}"`, `href="${path}" aria-current="page"`)]
  })
}

function examplePage(path: string, { title, what, head, body, source }: Example): string {
  return filled(read(`${publicFolder}/example.html`), {
    NAVIGATION: navigate(path),
    TITLE: title,
    WHAT: what,
    HEAD: head,
    BODY: body,
    MARKUP: escaped(`${head}\n\n${body}`),
    FILE: source.replace(/.*\//, ''),
    SOURCE: escaped(read(source)),
  })
}

function navigate(current: string): string {
  const links = Object.entries(navigation).map(
    ([path, name]) => `<a href="${path}"${path === current ? ' aria-current="page"' : ''}>${name}</a>`,
  )
  return `<header class="masthead">
      <div class="column">
        <p class="brand"><img src="/icon.svg" alt="" width="32" height="32" /> Harbor &amp; Pine</p>
        <nav aria-label="Integrations">${links.join('')}</nav>
      </div>
    </header>`
}

/** Puts each value into its place; functions, since a value may hold `$&`. */
function filled(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
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
  return readFileSync(new URL(name, packageRoot), 'utf8')
}
