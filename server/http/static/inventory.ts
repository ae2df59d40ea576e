/**
 * What browsers are given, file by file: its purpose, hash and size. Made by the build, shipped with the package,
 * and what a running server is compared with. PCI DSS 4.0.1 asks for it of payment pages (6.4.3).
 */
import { readFileSync } from 'node:fs'
import type { Assets } from './assets.js'

export type Entry = { path: string; purpose: string; sha384: string; bytes: number }
/** Paths are those of the server: `frame/assets/index-….js`. */
export type Inventory = { version: string; files: Entry[] }

/** A file without a purpose has none here either: the build fails until somebody has written it down. */
const purposes: [pattern: RegExp, purpose: string][] = [
  [
    /^frame\/documents\/[\w.+-]+\.html$/,
    'The form’s document, by form and language; __ORIGINS__ becomes the merchant’s origins',
  ],
  [/^frame\/assets\/index-[\w-]+\.js$/, 'The card form: takes input, checks it, posts it to its own origin'],
  [/^frame\/assets\/appearanceChunk-[\w-]+\.js$/, 'Checks and applies the looks that the host page asks for'],
  [
    /^frame\/assets\/[a-z]{2,3}-[\w-]+\.js$/,
    'The form’s messages in the language that the file is named after',
  ],
  [/^frame\/assets\/methods-[\w-]+\.js$/, 'The forms for checks and bank accounts, where a session has them'],
  [
    /^sdk\/v1\/ingo-capture(?:-[\d.]+-[0-9a-f]{8})?\.js$/,
    'For the host page: mounts the form’s frame and passes its events on',
  ],
]

export function createInventory(version: string, assets: Assets): Inventory {
  const files = [...assets].map(([path, { body, integrity }]) => {
    const purpose = purposes.find(([pattern]) => pattern.test(path))?.[1]
    if (!purpose)
      throw new Error(`${path} is not in the inventory: add its purpose in server/http/static/inventory.ts.`)
    return { path, purpose, sha384: integrity, bytes: body.length }
  })
  return { version, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) }
}

/** That of the package which this file belongs to. */
export function readInventory(): Inventory {
  const file = new URL('../../../inventory.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Inventory
}
