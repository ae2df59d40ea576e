/**
 * The one static root, `dist/public`, read into memory at start: a path is looked up, never resolved, so no
 * trick with dots or slashes finds anything that is not there.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export type Asset = { body: Buffer<ArrayBuffer>; type: string; etag: string; integrity: string }
export type Assets = ReadonlyMap<string, Asset>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Keys are relative paths such as `sdk/v1/ingo-capture.js`. */
export function loadAssets(root: string): Assets {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      const type = types[extname(entry.name)]
      return type ? [[relative(root, path).split(sep).join('/'), assetOf(readFileSync(path), type)]] : []
    }),
  )
}

export function assetOf(body: Buffer<ArrayBuffer>, type: string): Asset {
  const hash = createHash('sha384').update(body).digest('base64')
  return { body, type, etag: `"${hash.slice(0, 22)}"`, integrity: `sha384-${hash}` }
}
