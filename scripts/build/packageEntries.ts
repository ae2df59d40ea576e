/**
 * The entries of the package `ingo-capture`: the rows of `exports` in package.json. A row names the compiler's
 * declarations, from which the source follows, and the bundle. A row with `require` has a CommonJS bundle too. A row
 * with `types` alone has no bundle: only the compiler reads the entry.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

type Row = { types: string; require?: string; default?: string }
type Manifest = {
  version: string
  description: string
  license: string
  type: string
  engines: Record<string, string>
  exports: Record<string, Row | string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  peerDependenciesMeta: Record<string, { optional: boolean }>
}

/** The repository's package.json. */
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
/** The folder of the built package. Each path in `exports` begins with it. */
export const SDK_FOLDER = './dist/packages/ingo-capture'

/**
 * An entry. `path` is the part after `ingo-capture`, such as `./react`. `types` is the compiler's declaration file.
 * `name` is the bundle's name, if there is a bundle.
 */
export type PackageEntry = {
  path: string
  name: string | undefined
  types: string
  source: string
  hasCommonjs: boolean
}
/** An entry with a bundle. */
export type BundledEntry = PackageEntry & { name: string }

/** One entry for each row of `exports`. */
export const packageEntries: PackageEntry[] = Object.entries(manifest.exports)
  .flatMap(([path, row]) => (typeof row === 'string' ? [] : [[path, row] as const]))
  .map(([path, row]) => ({
    path,
    name: row.default && basename(row.default, '.js'),
    types: row.types,
    source: findSource(row.types),
    hasCommonjs: row.require !== undefined,
  }))

/** The entries that the build bundles. */
export const bundledEntries = packageEntries.filter(
  (entry): entry is BundledEntry => entry.name !== undefined,
)

function findSource(types: string): string {
  const source = types.replace('./dist/', '').replace(/\.d\.ts$/, '')
  const file = [`${source}.ts`, `${source}.tsx`].find((name) => existsSync(join(root, name)))
  if (!file) throw new Error(`package.json: exports: ${types} has no source. Correct the path.`)
  return file
}

/** Whether the bundle imports a module instead of containing it: Node's own modules, and the optional peers. */
export function isExternal(id: string): boolean {
  const peers = Object.keys(manifest.peerDependencies)
  return id.startsWith('node:') || peers.some((peer) => id === peer || id.startsWith(`${peer}/`))
}
