/**
 * The inventory of every file that a browser gets: its purpose, hash and size, as PCI DSS 4.0.1, 6.4.3, requires for
 * the scripts of payment pages. The build writes it, the package ships it, and `doctor` compares a server with it.
 */
import { readFileSync } from 'node:fs'
import { createAsset, type Assets } from './assets.js'
import { listDocuments } from './frameDocuments.js'

type InventoryFile = { path: string; purpose: string; sha384: string; bytes: number }
/** The paths are those of the server's URLs, such as `frame/assets/index-….js`. */
export type Inventory = { version: string; files: InventoryFile[] }

/** The build fails for a file that matches no pattern, until its purpose is listed here. */
const purposes: [pattern: RegExp, purpose: string][] = [
  [
    /^frame\/documents\/[\w.+-]+\.html$/,
    'The form’s document, by form and language; __ORIGINS__ becomes the merchant’s origins',
  ],
  [/^frame\/assets\/index-[\w-]+\.js$/, 'The card form: takes input, checks it, posts it to its own origin'],
  [
    /^frame\/assets\/appearanceChunk-[\w-]+\.js$/,
    'Validates and applies the appearance that the host page sets',
  ],
  [
    /^frame\/assets\/rulesChunk-[\w-]+\.js$/,
    'Validates and applies the host page’s styles for single parts of the form',
  ],
  [
    /^frame\/assets\/[a-z]{2,3}-[\w-]+\.js$/,
    'The form’s messages in the language that the file is named after',
  ],
  [/^frame\/assets\/loaders-[\w-]+\.js$/, 'The names of the languages’ files'],
  [/^frame\/assets\/watchCover-[\w-]+\.js$/, 'Finds out whether the host page hides the form'],
  [/^frame\/assets\/unsupported-[\w-]+\.js$/, 'Shows a sentence in a browser that is too old for the form'],
  [
    /^frame\/assets\/guards-[\w-]+\.js$/,
    'Keeps the form’s style sheet in place, and the card out of the browser’s session restore',
  ],
  [/^frame\/assets\/endings-[\w-]+\.js$/, 'The looks of the panels for failures that end the form'],
  [
    /^frame\/assets\/renewSession-[\w-]+\.js$/,
    'Asks the host page for a new session before this one ends, and opens it',
  ],
  [
    /^frame\/assets\/funnel-[\w-]+\.js$/,
    'Reports to its own origin how far the cardholder came, without any value',
  ],
  [
    /^frame\/assets\/expiryParts-[\w-]+\.js$/,
    'Takes an expiration date that a password manager fills as a month and a year',
  ],
  [/^frame\/assets\/methods-[\w-]+\.js$/, 'The forms for checks and bank accounts, where a session has them'],
  [
    /^sdk\/v1\/ingo-capture(?:-[\d.]+-[0-9a-f]{8})?\.js$/,
    'For the host page: mounts the form’s frame and passes its events on',
  ],
]

/** Throws for a file without a purpose. */
export function createInventory(version: string, assets: Assets): Inventory {
  const documents = [...listDocuments(assets)].map(([path, document]) => {
    return [path, createAsset(Buffer.from(document), 'text/html')] as const
  })
  // Leaves out the texts of documents, because browsers get them only as part of a document.
  const others = [...assets].filter(([path]) => path.endsWith('.js'))
  const files = [...documents, ...others].map(([path, { body, integrity }]) => {
    const purpose = purposes.find(([pattern]) => pattern.test(path))?.[1]
    if (!purpose)
      throw new Error(`${path} is not in the inventory: add its purpose in server/http/static/inventory.ts.`)
    return { path, purpose, sha384: integrity, bytes: body.length }
  })
  return { version, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) }
}

/** The inventory of the package that contains this file. */
export function readInventory(): Inventory {
  const file = new URL('../../../inventory.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Inventory
}
