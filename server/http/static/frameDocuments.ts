/** The frame's documents of one merchant, prerendered by the build: one for each form and language, without a session. */
import { createHash } from 'node:crypto'
import { createAsset, compressAsset, type Asset, type Assets } from './assets.js'
import { frameHeaders } from '../securityHeaders.js'

const ROOT = 'frame/documents/'

/** A document with its headers, whose policy allows its own inline style sheet by hash. */
type FrameDocument = { asset: Asset; headers: Record<string, string> }

export type FrameDocuments = {
  /** The document for the `form` hint of a session's URL and the browser's `Accept-Language`. */
  find: (hint?: string, acceptLanguage?: string) => Promise<FrameDocument>
}

export function createFrameDocuments(origins: string[], assets: Assets): FrameDocuments {
  /** Documents are compressed on first use: a merchant's sessions use one or two of them. */
  const cache = new Map<string, Promise<FrameDocument>>()

  async function renderDocument(name: string): Promise<FrameDocument> {
    const { body, type } = requireTemplate(name, assets)
    const template = body.toString()
    // The frame must know which origins to trust before it has opened a session. Origins need no escaping in HTML.
    const document = Buffer.from(template.replace('__ORIGINS__', origins.join(' ')))
    return {
      asset: await compressAsset(createAsset(document, type)),
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
  const [, form = '', sessionLanguage] = /^(.*?)(?:\.([a-z]{2,3}))?$/.exec(hint) ?? []
  const exists = (name: string) => assets.has(`${ROOT}${name}.html`)
  const variant = [documentVariant(form), 'card'].find((name) => exists(`${name}.en`)) ?? ''
  const languages = sessionLanguage === undefined ? preferredLanguages(acceptLanguage) : [sessionLanguage]
  const language = languages.find((tag) => exists(`${variant}.${tag}`))
  return `${variant}.${language ?? 'en'}`
}

/**
 * The part of a form hint that changes the prerendered document. When the session offers several methods, that is
 * the first method; `+` marks the chooser.
 */
function documentVariant(form: string): string {
  const [types = '', ...hints] = form.split('.')
  const [first = '', ...others] = types.split(',')
  const relevant = hints.filter((hint) => first === 'card' || (first === 'check' && hint === 'no-recipient'))
  return [others.length > 0 ? `${first}+` : first, ...relevant].join('.')
}

/** The primary languages of an `Accept-Language` header (RFC 9110, 12.5.4), most preferred first. */
function preferredLanguages(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', quality = '1'] = part.split(/;\s*q=/)
      return { language: tag.trim().toLowerCase().replace(/-.*/, ''), quality: Number(quality) || 0 }
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ language }) => language)
}

function requireTemplate(name: string, assets: Assets): Asset {
  const template = assets.get(`${ROOT}${name}.html`)
  if (!template) throw new Error('The frame is not built: run npm run build.')
  return template
}
