/** The frame's documents of one merchant: prerendered by the build, one for each form and language, and without a session. */
import { createHash } from 'node:crypto'
import { assetOf, compressed, type Asset, type Assets } from './assets.js'
import { frameHeaders } from '../securityHeaders.js'

const ROOT = 'frame/documents/'

/** With the headers whose policy allows its style sheet, by its hash, and no other. */
export type Document = { asset: Asset; headers: Record<string, string> }

export type Documents = {
  /** The one for the hint in a session's url, and for what the browser's `Accept-Language` says. */
  find: (hint?: string, acceptLanguage?: string) => Promise<Document>
}

export function createDocuments(origins: string[], assets: Assets): Documents {
  /** Each is compressed when it is first asked for: a merchant asks for one or two. */
  const made = new Map<string, Promise<Document>>()

  async function make(name: string): Promise<Document> {
    const { body, type } = templateOf(name, assets)
    const template = body.toString()
    // The frame must know whom it may talk to before it has opened a session. Origins hold nothing to escape.
    const document = Buffer.from(template.replace('__ORIGINS__', origins.join(' ')))
    return {
      asset: await compressed(assetOf(document, type)),
      headers: frameHeaders(origins, styleHashIn(template)),
    }
  }

  return {
    find(hint, acceptLanguage) {
      const name = nameOf(hint, acceptLanguage, assets)
      const document = made.get(name) ?? make(name)
      made.set(name, document)
      return document
    },
  }
}

/** Throws where there is none to serve. */
export function requireDocuments(assets: Assets): void {
  templateOf('card.en', assets)
}

/** What a document's own style sheet is called in a policy. */
export function styleHashIn(document: string): string {
  const [, css = ''] = /<style>(.*?)<\/style>/s.exec(document) ?? []
  return `'sha256-${createHash('sha256').update(css).digest('base64')}'`
}

/** By a hint such as `card.no-cvv`, with the session's language at its end if it has one; without any, the card's. */
function nameOf(hint = '', acceptLanguage = '', assets: Assets): string {
  const [, form = '', own] = /^(.*?)(?:\.([a-z]{2,3}))?$/.exec(hint) ?? []
  const has = (name: string) => assets.has(`${ROOT}${name}.html`)
  const variant = [variantOf(form), 'card'].find((name) => has(`${name}.en`)) ?? ''
  const language = [own ?? languagesOf(acceptLanguage)].flat().find((tag) => has(`${variant}.${tag}`))
  return `${variant}.${language ?? 'en'}`
}

/** What of a form's hint makes a difference before its session is open: of a choice, the method that is first. */
function variantOf(form: string): string {
  const [types = '', ...hints] = form.split('.')
  const [first = '', ...others] = types.split(',')
  const counting = hints.filter((hint) => first === 'card' || (first === 'check' && hint === 'no-recipient'))
  return [others.length > 0 ? `${first}+` : first, ...counting].join('.')
}

/** Primary languages, the most wanted first. */
function languagesOf(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', quality = '1'] = part.split(/;\s*q=/)
      return { language: tag.trim().toLowerCase().replace(/-.*/, ''), quality: Number(quality) || 0 }
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ language }) => language)
}

function templateOf(name: string, assets: Assets): Asset {
  const template = assets.get(`${ROOT}${name}.html`)
  if (!template) throw new Error('The frame is not built: run npm run build.')
  return template
}
