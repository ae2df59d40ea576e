/**
 * The one static root, `dist/public`, read into memory at start: a path is looked up, never resolved, so no
 * trick with dots or slashes finds anything that is not there. What the build has compressed is sent as it is.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompress, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { Context } from 'hono'

type Bytes = Buffer<ArrayBuffer>
/** In the order in which they are preferred, by the ending of the file that holds each. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
export type Encoding = (typeof encodings)[number][0]

export type Asset = {
  body: Bytes
  type: string
  /** A weak one: it is the same of every encoding. */
  etag: string
  integrity: string
  encoded: Partial<Record<Encoding, Bytes>>
}
export type Assets = ReadonlyMap<string, Asset>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

/** Keys are relative paths such as `sdk/v1/ingo-capture.js`. */
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
      const type = types[extname(path)]
      if (!type) return []
      const encoded = encodings.flatMap(([name, ending]) => {
        const bytes = bodies.get(path + ending)
        return bytes ? [[name, bytes] as const] : []
      })
      return [[path, assetOf(body, type, Object.fromEntries(encoded))]]
    }),
  )
}

export function assetOf(body: Bytes, type: string, encoded: Asset['encoded'] = {}): Asset {
  const hash = createHash('sha384').update(body).digest('base64')
  return { body, type, etag: `W/"${hash.slice(0, 22)}"`, integrity: `sha384-${hash}`, encoded }
}

/** For what the build can't compress: outside this thread, as the best compression takes its time. */
export async function compressed(asset: Asset): Promise<Asset> {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(asset.body),
    promisify(gzip)(asset.body, { level: 9 }),
  ])
  return { ...asset, encoded: { br, gzip: gz } }
}

/** Answers with an asset in the best encoding that the browser takes, or with nothing if it has it already. */
export function answerAsset(c: Context, asset: Asset, headers: Record<string, string>): Response {
  const { body, type, etag, encoded } = asset
  const vary = [headers.Vary, 'Accept-Encoding'].filter(Boolean).join(', ')
  const common = { ...headers, ETag: etag, Vary: vary }
  if (etagsOf(c.req.header('if-none-match')).includes(etag)) return c.body(null, 304, common)
  const accepted = acceptedBy(c.req.header('accept-encoding'))
  const encoding = encodings.map(([name]) => name).find((name) => accepted.includes(name) && encoded[name])
  const sent = (encoding && encoded[encoding]) ?? body
  return c.body(sent, 200, {
    ...common,
    'Content-Type': type,
    'Content-Length': String(sent.length),
    ...(encoding && { 'Content-Encoding': encoding }),
  })
}

function etagsOf(header = ''): string[] {
  return header.split(',').map((tag) => tag.trim())
}

/** `gzip, br;q=0.9`; what has `q=0` is refused. */
function acceptedBy(header = ''): string[] {
  return header
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => (part.split(';')[0] ?? '').trim().toLowerCase())
}
