/**
 * Static files: `dist/public`, read into memory at start. A path is looked up in a map and never resolved against the
 * file system, so path traversal finds nothing. Files that the build compressed are sent as they are.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompress, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { CaptureContext } from '../context.js'
import { respond } from '../respond.js'

type Bytes = Buffer<ArrayBuffer>
/** Content codings in order of preference, with the file extension of each. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
type Encoding = (typeof encodings)[number][0]

export type Asset = {
  body: Bytes
  type: string
  /** Weak (RFC 9110, 8.8.1), because it is the same for every content coding. */
  etag: string
  integrity: string
  encoded: Partial<Record<Encoding, Bytes>>
}
export type Assets = ReadonlyMap<string, Asset>

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
}

/** Reads all files below `root`. Keys are relative paths such as `sdk/v1/ingo-capture.js`. */
export function loadAssets(root: string): Assets {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bodies = new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(root, path).split(sep).join('/'), readFileSync(path)]
    }),
  )
  return new Map(
    [...bodies].flatMap(([path, body]) => {
      const type = contentTypes[extname(path)]
      if (!type) return []
      const encoded = encodings.flatMap(([name, extension]) => {
        const bytes = bodies.get(path + extension)
        return bytes ? [[name, bytes] as const] : []
      })
      return [[path, createAsset(body, type, Object.fromEntries(encoded))]]
    }),
  )
}

/** Adds the ETag and the Subresource Integrity hash to a file's contents. */
export function createAsset(body: Bytes, type: string, encoded: Asset['encoded'] = {}): Asset {
  const hash = createHash('sha384').update(body).digest('base64')
  return { body, type, etag: `W/"${hash.slice(0, 22)}"`, integrity: `sha384-${hash}`, encoded }
}

/** Compresses an asset that the build can't, in zlib's thread pool, because the best compression is slow. */
export async function compressAsset(asset: Asset): Promise<Asset> {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(asset.body),
    promisify(gzip)(asset.body, { level: 9 }),
  ])
  return { ...asset, encoded: { br, gzip: gz } }
}

/** Responds with an asset in the best content coding that the client accepts, or with 304 (RFC 9110, 13.1.2). */
export function serveAsset(c: CaptureContext, asset: Asset, headers: Record<string, string>): Response {
  const { body, type, etag, encoded } = asset
  const vary = [headers.Vary, 'Accept-Encoding'].filter(Boolean).join(', ')
  const common = { ...headers, ETag: etag, Vary: vary }
  if (isCurrent(etag, c.req.header('if-none-match'))) return respond(c, null, 304, common)
  const accepted = parseAcceptEncoding(c.req.header('accept-encoding'))
  const encoding = encodings.map(([name]) => name).find((name) => accepted.includes(name) && encoded[name])
  const bytes = (encoding && encoded[encoding]) ?? body
  return respond(c, bytes, 200, {
    ...common,
    'Content-Type': type,
    'Content-Length': String(bytes.length),
    ...(encoding && { 'Content-Encoding': encoding }),
  })
}

/** Whether the client already has the file. Compares weakly (RFC 9110, 8.8.3.2), because proxies drop the `W/`. */
function isCurrent(etag: string, header = ''): boolean {
  const tags = header.split(',').map((tag) => tag.trim())
  return tags.some((tag) => tag === '*' || toOpaqueTag(tag) === toOpaqueTag(etag))
}

function toOpaqueTag(etag: string): string {
  return etag.replace(/^W\//, '')
}

/** The codings of a header such as `gzip, br;q=0.9`. `q=0` means not acceptable (RFC 9110, 12.5.3). */
function parseAcceptEncoding(header = ''): string[] {
  return header
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => (part.split(';')[0] ?? '').trim().toLowerCase())
}
