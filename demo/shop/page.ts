/** The shop's pages and assets, read once from the package's folders, wherever this file was compiled to. */
import { Hono } from 'hono'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Config } from './config.js'
import { examples, type Example } from './examples.js'
import { offers } from './offers.js'

/** The package's root: above `demo/shop`, or above `dist/demo/shop` if this file is compiled. */
const packageRoot = ['../../', '../../../']
  .map((path) => new URL(path, import.meta.url))
  .find((folder) => existsSync(new URL('package.json', folder)))
const publicFolder = 'demo/shop/public'
const bundleFolder = 'dist/demo/shop/bundles'
const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** A list instead of a folder: the shop serves no other files. */
const assets = [
  ['shop.css', STYLE, publicFolder],
  ['checkout.css', STYLE, publicFolder],
  ['examples.css', STYLE, publicFolder],
  ['playground.css', STYLE, publicFolder],
  ['states.css', STYLE, publicFolder],
  ['checkout.js', SCRIPT, publicFolder],
  ['result.js', SCRIPT, publicFolder],
  ['testCards.js', SCRIPT, publicFolder],
  ['webhooks.js', SCRIPT, publicFolder],
  ['playground.js', SCRIPT, publicFolder],
  ['playgroundCode.js', SCRIPT, publicFolder],
  ['playgroundRules.js', SCRIPT, publicFolder],
  ...['states.js', 'stateForm.js', 'stateList.js'].map((file) => [file, SCRIPT, publicFolder] as const),
  ['examples/script.js', SCRIPT, publicFolder],
  ['icon.svg', 'image/svg+xml', publicFolder],
  // The examples that need a build step, as the shop's build has bundled them.
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
  '/states': 'States',
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** The app that serves the checkout pages for `amount` dollars, the integration pages, and their assets. */
export function createPage({ captureUrl }: Config, amount: number): Hono {
  const policy = contentSecurityPolicy(new URL(captureUrl).origin)
  const documents = {
    ...Object.fromEntries(offerPages(dollars.format(amount))),
    ...Object.fromEntries(['/playground', '/states'].map((path) => [path, toolPage(path)])),
    ...Object.fromEntries(
      Object.entries(examples).map(([path, example]) => [path, examplePage(path, example)]),
    ),
  }
  const app = new Hono()
  for (const [path, document] of Object.entries(documents)) {
    const page = document.replaceAll('{{CAPTURE_URL}}', captureUrl)
    // The page of states mounts forms from the shop's own origin.
    const own = path === '/states' ? policy.replace('frame-src', "frame-src 'self'") : policy
    const headers = { 'Content-Security-Policy': own, 'Cache-Control': 'no-cache' }
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
    return [
      path,
      fillTemplate(template, values).replace(`href="${path}"`, `href="${path}" aria-current="page"`),
    ]
  })
}

function toolPage(path: string): string {
  return fillTemplate(read(`${publicFolder}${path}.html`), { NAVIGATION: navigationHtml(path) })
}

function examplePage(path: string, { title, what, head, body, source }: Example): string {
  return fillTemplate(read(`${publicFolder}/example.html`), {
    NAVIGATION: navigationHtml(path),
    TITLE: title,
    WHAT: what,
    HEAD: head,
    BODY: body,
    MARKUP: escapeHtml(`${head}\n\n${body}`),
    FILE: source.replace(/.*\//, ''),
    SOURCE: escapeHtml(read(source)),
  })
}

function navigationHtml(current: string): string {
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

/** Replaces each `{{NAME}}`. The replacement is a function, because a value may hold `$&`. */
function fillTemplate(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/**
 * A policy that merchants can copy: besides the shop, only the capture server may provide a script and a frame, and
 * no script on the page can send data anywhere but to the shop.
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
