/** The frame's documents of one merchant, prerendered by the build: one for each form and language, without a session. */
import { createHash } from 'node:crypto'
import { languages, resolveLanguage } from '../../../contract/languages.js'
import { createAsset, compressAsset, type Asset, type Assets } from './assets.js'
import { frameHeaders } from '../securityHeaders.js'
import { textsPath, translateDocument, type DocumentTexts } from './translateDocument.js'

/** A document with its headers. Their policy allows the document's inline style sheet by its hash. */
type FrameDocument = { asset: Asset; headers: Record<string, string> }

export type FrameDocuments = {
  /** The document for the `form` hint of a session's URL and the browser's `Accept-Language`. */
  find: (hint?: string, acceptLanguage?: string) => Promise<FrameDocument>
}

export function createFrameDocuments(origins: string[], assets: Assets): FrameDocuments {
  /** Documents are compressed on first use: a merchant's sessions use one or two of them. */
  const cache = new Map<string, Promise<FrameDocument>>()

  async function renderDocument(name: string): Promise<FrameDocument> {
    const template = readTemplate(name, assets)
    // The frame must know which origins to trust before it has opened a session. Origins need no escaping in HTML.
    const document = Buffer.from(template.replace('__ORIGINS__', origins.join(' ')))
    return {
      asset: await compressAsset(createAsset(document, requireTemplate('card.en', assets).type)),
      headers: frameHeaders(origins, styleHash(template)),
    }
  }

  return {
    find(hint, acceptLanguage) {
      const name = selectDocumentName(hint, acceptLanguage, assets)
      const document = cache.get(name) ?? renderDocument(name)
      cache.set(name, document)
      return document
    },
  }
}

/** Throws if the frame has not been built. */
export function requireFrameDocuments(assets: Assets): void {
  requireTemplate('card.en', assets)
}

/** The CSP source expression of the document's inline style sheet. */
export function styleHash(document: string): string {
  const [, css = ''] = /<style>(.*?)<\/style>/s.exec(document) ?? []
  return `'sha256-${createHash('sha256').update(css).digest('base64')}'`
}

/** For a hint such as `card.no-cvv.es`, which ends with the session's language if it sets one; `card` by default. */
function selectDocumentName(hint = '', acceptLanguage = '', assets: Assets): string {
  const [, form = '', sessionLanguage] = /^(.*?)(?:\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?))?$/.exec(hint) ?? []
  const variant = [documentVariant(form), 'card'].find((name) => assets.has(documentPath(`${name}.en`))) ?? ''
  const tags = sessionLanguage === undefined ? preferredTags(acceptLanguage) : [sessionLanguage]
  return `${variant}.${resolveLanguage(tags)}`
}

/** The document before the merchant's origins are filled in. */
function readTemplate(name: string, assets: Assets): string {
  const whole = assets.get(documentPath(name))
  if (whole) return whole.body.toString()
  const language = name.slice(name.lastIndexOf('.') + 1)
  const english = requireTemplate(`${name.slice(0, -language.length)}en`, assets).body.toString()
  const texts = assets.get(textsPath(language))?.body.toString() ?? '{}'
  return translateDocument(english, JSON.parse(texts) as DocumentTexts)
}

/** Every document that a browser may get, by its path in the inventory. */
export function listDocuments(assets: Assets): Map<string, string> {
  const variants = [...assets.keys()].flatMap(
    (path) => /^frame\/documents\/(.*)\.en\.html$/.exec(path)?.[1] ?? [],
  )
  const names = variants.flatMap((variant) => languages.map((language) => `${variant}.${language}`))
  return new Map(names.map((name) => [documentPath(name), readTemplate(name, assets)]))
}

/**
 * The part of a form hint that changes the prerendered document. When the session offers several methods, that is
 * the first method; `+` for each other one marks the chooser.
 */
function documentVariant(form: string): string {
  const [types = '', ...hints] = form.split('.')
  const [first = '', ...others] = types.split(',')
  const relevant = hints.filter((hint) => first === 'card' || (first === 'check' && hint === 'no-recipient'))
  return [first + '+'.repeat(others.length), ...relevant].join('.')
}

/** Browsers send about ten tags. A header of 16 KiB may have 8,000, whose lookup would block the process for 0.3 s. */
const MAX_TAGS = 20

/** The first language tags of an `Accept-Language` header (RFC 9110, 12.5.4), most preferred first. */
function preferredTags(header: string): string[] {
  return header
    .split(',', MAX_TAGS)
    .map((part) => {
      const [tag = '', quality = '1'] = part.split(/;\s*q=/)
      return { tag: tag.trim(), quality: Number(quality) || 0 }
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}

function documentPath(name: string): string {
  return `frame/documents/${name}.html`
}

function requireTemplate(name: string, assets: Assets): Asset {
  const template = assets.get(documentPath(name))
  if (!template) throw new Error('The frame is not built: run npm run build.')
  return template
}
