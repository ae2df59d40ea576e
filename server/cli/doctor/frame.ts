/**
 * Compares what a server delivers with what was built: the form's document, its policy, and every script and style.
 * For PCI DSS 4.0.1, 11.6.1: run it weekly or oftener, from outside, with the package of the version that runs.
 */
import { createHash } from 'node:crypto'
import { styleHash } from '../../http/static/frameDocuments.js'
import { frameHeaders } from '../../http/securityHeaders.js'
import type { Check } from './deployment.js'
import { readInventory, type Inventory } from '../../http/static/inventory.js'

const TIMEOUT_MS = 15_000
const ORIGINS = /(<meta name="ingo-capture-origins" content=")([^"]*)(")/
/** Whatever makes a document load or run something; a style sheet in it loads nothing. */
const SOURCES = /<(script|link)\b[^>]*?(?:\s(?:src|href)="([^"]*)"[^>]*)?>/gi
/** Compared word by word; the rest of what is told may differ without harm: by time, way and server. */
const HEADERS = [
  'Content-Type',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Resource-Policy',
  'Origin-Agent-Cluster',
  'Permissions-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
]
/** What makes a browser load, report, keep or leave: no document of ours has one. */
const STRANGE = [
  'Access-Control-Allow-Origin',
  'Content-Security-Policy-Report-Only',
  'Link',
  'NEL',
  'Refresh',
  'Report-To',
  'Reporting-Endpoints',
  'Service-Worker-Allowed',
  'Set-Cookie',
  'SourceMap',
  'Speculation-Rules',
]

/** Sentences on what differs; none when all is as it was built. `origins`: who may embed the form there. */
export type Comparison = { differences: string[]; origins: string[] }

/** Nobody answers: then there is nothing to compare. */
class UnansweredError extends Error {
  override readonly name = 'UnansweredError'
}

/** The comparison with this package's own inventory, as checks. `expected`: its origins. */
export async function checkFrame(url: URL, expected?: string[]): Promise<Check[]> {
  const inventory = readInventory()
  const name = 'frame'
  const compared = await compareFrame(url, inventory).catch((error: unknown) => {
    if (error instanceof UnansweredError) return error
    throw error
  })
  if (compared instanceof UnansweredError) {
    const mend = 'check the address, and that this machine may reach it'
    return [{ name, verdict: 'failed', says: compared.message, mend }]
  }
  const { differences, origins } = compared
  const strangers = expected ? origins.filter((origin) => !expected.includes(origin)) : []
  differences.push(...strangers.map((origin) => `${origin} may embed it, and is not among --origins.`))
  if (differences.length > 0) return differences.map((says) => ({ name, verdict: 'failed', says }))
  const { files, version } = inventory
  return [
    { name, verdict: 'ok', says: `document, policy and ${files.length} files are those of ${version}` },
    { name, verdict: 'ok', says: `It may be embedded by ${origins.join(', ')}.` },
  ]
}

/** `url` is the form's document, `https://capture.example/frame/<merchant>`. */
export async function compareFrame(url: URL, inventory: Inventory): Promise<Comparison> {
  const answer = await ask(url)
  if (!answer.ok) return { differences: [`${url.href}: ${said(answer)}`], origins: [] }
  const html = await answer.text()
  const origins = (ORIGINS.exec(html)?.[2] ?? '').split(' ').filter(Boolean)
  const files = inventory.files.filter(({ path }) => !path.endsWith('.html'))
  const delivered = await Promise.all(files.map(({ path, sha384 }) => compareFile(rooted(url, path), sha384)))
  const differences = [
    ...compareDocument(url, html, inventory),
    ...compareHeaders(answer.headers, origins, html),
    ...delivered.flat(),
  ]
  return { differences, origins }
}

function compareDocument(url: URL, html: string, { files }: Inventory): string[] {
  const hash = hashOf(html.replace(ORIGINS, '$1__ORIGINS__$3'))
  if (files.some(({ path, sha384 }) => path.endsWith('.html') && sha384 === hash)) return []
  const known = new Set(files.map(({ path }) => rooted(url, path).href))
  const strange = [...html.matchAll(SOURCES)].flatMap(([, tag = '', source]) => {
    if (source === undefined) return [`The document has an inline <${tag}>.`]
    const target = URL.canParse(source, url.href) ? new URL(source, url).href : source
    return known.has(target) ? [] : [`The document names ${target}, which is not in the inventory.`]
  })
  return ['The document is not the one that was built.', ...strange]
}

/** The style sheet is in the document, which is compared as a whole: what is asked here is whether it is allowed. */
function compareHeaders(headers: Headers, origins: string[], document: string): string[] {
  const expected = frameHeaders(origins, styleHash(document))
  const told = headers.get('Content-Security-Policy') ?? ''
  const policy = directives(told)
  const wanted = directives(expected['Content-Security-Policy'] ?? '')
  const names = new Set([...wanted.keys(), ...policy.keys()])
  const always: Record<string, string> = {
    ...expected,
    'Content-Type': 'text/html; charset=utf-8',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
  return [
    ...[...names].flatMap((name) => {
      const [is, was] = [policy.get(name), wanted.get(name)]
      if (is === was) return []
      return [`Content-Security-Policy: ${is ?? `${name} is missing`}${was ? `; built: ${was}` : ''}`]
    }),
    // A second policy, or the same directive again, is nothing that was built.
    ...(partsOf(told).length > policy.size ? ['Content-Security-Policy: a directive stands twice.'] : []),
    ...HEADERS.filter((name) => headers.get(name) !== always[name]).map((name) => `${name} differs.`),
    ...STRANGE.filter((name) => headers.has(name)).map((name) => `${name} is there.`),
  ]
}

/** By name, as written: of one that stands twice the first, which is what a browser takes. */
function directives(policy: string): Map<string, string> {
  return new Map(
    partsOf(policy)
      .map((part) => [part.split(' ')[0] ?? '', part] as const)
      .reverse(),
  )
}

/** Also of several policies, which a client joins with commas. */
function partsOf(policy: string): string[] {
  return policy
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

async function compareFile(url: URL, sha384: string): Promise<string[]> {
  const answer = await ask(url)
  if (!answer.ok) return [`${url.href}: ${said(answer)}`]
  const same = hashOf(Buffer.from(await answer.arrayBuffer())) === sha384
  return same ? [] : [`${url.href} is not the file that was built.`]
}

/** As a browser asks for a frame. A redirect is an answer like any other, and not the one that is wanted. */
async function ask(url: URL): Promise<Response> {
  const init = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const
  try {
    return await fetch(url.href, init)
  } catch {
    throw new UnansweredError(`${url.href} does not answer.`)
  }
}

function said({ status }: Response): string {
  return `HTTP ${status} in place of the file.`
}

/** Beside `/frame/<merchant>`, wherever the server is mounted. */
function rooted(url: URL, path: string): URL {
  return new URL(`../${path}`, url)
}

function hashOf(content: string | Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
