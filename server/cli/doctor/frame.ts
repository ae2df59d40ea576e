/**
 * Compares the form's document, its policy, and every script and style that a server delivers with those that were
 * built. For PCI DSS 4.0.1, requirement 11.6.1: run it at least weekly, from outside the deployment, with the package
 * of the deployed version.
 */
import { createHash } from 'node:crypto'
import { frameHeaders, originKeyedHeader } from '../../http/securityHeaders.js'
import { styleHash } from '../../http/static/frameDocuments.js'
import { readInventory, type Inventory } from '../../http/static/inventory.js'
import type { Check } from './check.js'

const TIMEOUT_MS = 15_000
const ORIGINS_META = /(<meta name="ingo-capture-origins" content=")([^"]*)(")/
/** Elements that load or run code. Inline style sheets are left out, because they load nothing. */
const SOURCES = /<(script|link)\b[^>]*?(?:\s(?:src|href)="([^"]*)"[^>]*)?>/gi
/** Headers that must be equal to the built ones. Others may differ harmlessly, by time, proxy and server. */
const COMPARED_HEADERS = [
  'Content-Type',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'Origin-Agent-Cluster',
  'Permissions-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
]
/** Headers that make a browser load, report, store or navigate. Our documents have none of them. */
const UNEXPECTED_HEADERS = [
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

/** `differences` has a sentence for each difference; `origins` are the origins that may embed the delivered form. */
type Comparison = { differences: string[]; origins: string[] }

/** The server does not answer, so there is nothing to compare. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/**
 * Compares the document at `url` with this package's own inventory. With `expected`, any other origin that may embed
 * the form fails the check.
 */
export async function checkFrame(url: URL, expected?: string[]): Promise<Check[]> {
  const inventory = readInventory()
  const name = 'frame'
  const comparison = await compareFrame(url, inventory).catch((error: unknown) => {
    if (error instanceof UnreachableError) return error
    throw error
  })
  if (comparison instanceof UnreachableError) {
    const remedy = 'check the address, and that this machine may reach it'
    return [{ name, status: 'failed', summary: comparison.message, remedy }]
  }
  const { differences, origins } = comparison
  const strangers = expected ? origins.filter((origin) => !expected.includes(origin)) : []
  differences.push(...strangers.map((origin) => `${origin} may embed it, and is not among --origins.`))
  if (differences.length > 0) return differences.map((summary) => ({ name, status: 'failed', summary }))
  const { files, version } = inventory
  return [
    { name, status: 'ok', summary: `document, policy and ${files.length} files are those of ${version}` },
    { name, status: 'ok', summary: `It may be embedded by ${origins.join(', ')}.` },
  ]
}

/** `url` is the form's document, `https://capture.example/frame/<merchant>`. */
export async function compareFrame(url: URL, inventory: Inventory): Promise<Comparison> {
  const response = await request(url)
  if (!response.ok) return { differences: [`${url.href}: ${describeStatus(response)}`], origins: [] }
  const html = await response.text()
  const origins = (ORIGINS_META.exec(html)?.[2] ?? '').split(' ').filter(Boolean)
  const files = inventory.files.filter(({ path }) => !path.endsWith('.html'))
  const delivered = await Promise.all(
    files.map(({ path, sha384 }) => compareFile(resolveAsset(url, path), sha384)),
  )
  const differences = [
    ...compareDocument(url, html, inventory),
    ...compareHeaders(response.headers, origins, html),
    ...delivered.flat(),
  ]
  return { differences, origins }
}

function compareDocument(url: URL, html: string, { files }: Inventory): string[] {
  const hash = sha384Digest(html.replace(ORIGINS_META, '$1__ORIGINS__$3'))
  if (files.some(({ path, sha384 }) => path.endsWith('.html') && sha384 === hash)) return []
  const known = new Set(files.map(({ path }) => resolveAsset(url, path).href))
  const strange = [...html.matchAll(SOURCES)].flatMap(([, tag = '', source]) => {
    if (source === undefined) return [`The document has an inline <${tag}>.`]
    const target = URL.canParse(source, url.href) ? new URL(source, url).href : source
    return known.has(target) ? [] : [`The document names ${target}, which is not in the inventory.`]
  })
  return ['The document is not the one that was built.', ...strange]
}

/** Compares the headers. The hash of the document's style sheet is part of the expected policy. */
function compareHeaders(headers: Headers, origins: string[], document: string): string[] {
  const expected = frameHeaders(origins, styleHash(document))
  const delivered = headers.get('Content-Security-Policy') ?? ''
  const policy = parseDirectives(delivered)
  const built = parseDirectives(expected['Content-Security-Policy'] ?? '')
  const names = new Set([...built.keys(), ...policy.keys()])
  const values: Record<string, string> = {
    ...expected,
    // The server leaves it out only for browsers that isolate the page themselves.
    ...originKeyedHeader,
    'Content-Type': 'text/html; charset=utf-8',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
  return [
    ...[...names].flatMap((name) => {
      const [is, was] = [policy.get(name), built.get(name)]
      if (is === was) return []
      return [`Content-Security-Policy: ${is ?? `${name} is missing`}${was ? `; built: ${was}` : ''}`]
    }),
    // The built headers have one policy, with each directive once.
    ...(splitPolicies(delivered).length > policy.size
      ? ['Content-Security-Policy: a directive is duplicate.']
      : []),
    ...COMPARED_HEADERS.filter((name) => headers.get(name) !== values[name]).map(
      (name) => `${name} differs.`,
    ),
    ...UNEXPECTED_HEADERS.filter((name) => headers.has(name)).map((name) => `${name} is unexpected.`),
  ]
}

/** The directives by name. Of duplicates, the first counts, as in a browser. */
function parseDirectives(policy: string): Map<string, string> {
  return new Map(
    splitPolicies(policy)
      .map((part) => [part.split(' ')[0] ?? '', part] as const)
      .reverse(),
  )
}

/** The directives of all policies, which `fetch` joins with commas. */
function splitPolicies(policies: string): string[] {
  return policies
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

async function compareFile(url: URL, sha384: string): Promise<string[]> {
  const response = await request(url)
  if (!response.ok) return [`${url.href}: ${describeStatus(response)}`]
  const isSame = sha384Digest(Buffer.from(await response.arrayBuffer())) === sha384
  return isSame ? [] : [`${url.href} is not the file that was built.`]
}

/** Does not follow redirects, because a redirect is a difference. */
async function request(url: URL): Promise<Response> {
  const init = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const
  try {
    return await fetch(url.href, init)
  } catch {
    throw new UnreachableError(`${url.href} does not answer.`)
  }
}

function describeStatus({ status }: Response): string {
  return `HTTP ${status} instead of the file.`
}

/** Resolves a path of the inventory relative to `/frame/<merchant>`, because the server may be mounted at any path. */
function resolveAsset(url: URL, path: string): URL {
  return new URL(`../${path}`, url)
}

function sha384Digest(content: string | Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
