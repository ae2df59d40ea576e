import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { runnerImport, type Plugin, type Rolldown } from 'vite'
import { isRightToLeft } from '../../contract/languages.js'
import { listTexts, type DocumentTexts } from '../../server/http/static/translateDocument.js'

type Prerendered = { variant: string; language: string; title: string; html: string }
type PrerenderModule = { documents: Prerendered[]; symbols: string }
type Bundle = Rolldown.OutputBundle

/** Languages with whole documents. The server makes the documents of the others from the English ones. */
const WHOLE = ['en', 'es']

/**
 * Writes `documents/<variant>.<language>.html`: the form prerendered for each variant, with its style sheet inlined,
 * so that one response shows a form that takes input. For each other language, writes `texts/<language>.json`: the texts
 * of all its documents.
 */
export const frameDocuments: Plugin = {
  name: 'frame-documents',
  async writeBundle({ dir = '' }, bundle) {
    const styles = { base: takeStyles(dir, bundle), methods: readMethodStyles() }
    const template = takeTemplate(dir)
    mkdirSync(join(dir, 'documents'), { recursive: true })
    const { module } = await runnerImport<PrerenderModule>('./widget/frame/prerender.tsx', {
      configFile: false,
      plugins: [react()],
    })
    const documents = module.documents.map((prerendered) => {
      const { variant, language, title, html } = prerendered
      const preloads = preloadedChunks(variant, language, bundle).map(preloadLink).join('')
      // A form that begins with the card loads the other methods' styles with their chunk.
      const css = variant.startsWith('card') ? styles.base : styles.base + styles.methods
      const document = template
        .replace('lang="en"', `lang="${language}"${isRightToLeft(language) ? ' dir="rtl"' : ''}`)
        .replace('__TITLE__', title)
        .replace('</head>', `${preloads}<style>${css}</style></head>`)
        // A function, because `$` has a meaning in a replacement string.
        .replace('<div id="root"></div>', () => `${module.symbols}<div id="root">${html}</div>`)
        .replace(/\n\s*/g, '')
      return { variant, language, document }
    })
    for (const { variant, language, document } of documents)
      if (WHOLE.includes(language))
        writeFileSync(join(dir, 'documents', `${variant}.${language}.html`), document)
    mkdirSync(join(dir, 'texts'), { recursive: true })
    for (const [language, texts] of collectTexts(documents))
      writeFileSync(join(dir, 'texts', `${language}.json`), JSON.stringify(texts))
  },
}

type LanguageDocument = { variant: string; language: string; document: string }

/** The texts of all documents of each language. Fails if one English text has two translations. */
function collectTexts(documents: LanguageDocument[]): Map<string, DocumentTexts> {
  const english = new Map(
    documents.filter(({ language }) => language === 'en').map(({ variant, document }) => [variant, document]),
  )
  const collected = new Map<string, DocumentTexts>()
  for (const { variant, language, document } of documents.filter((one) => !WHOLE.includes(one.language))) {
    const texts = collected.get(language) ?? {}
    for (const [part, text] of Object.entries(listTexts(english.get(variant) ?? '', document))) {
      if ((texts[part] ?? text) !== text)
        throw new Error(`${language}: two translations of ${part}: ${text}, ${texts[part]}`)
      texts[part] = text
    }
    collected.set(language, texts)
  }
  return collected
}

/** Reads Vite's own HTML as a template, without its link to the style sheet, and removes the file from the output. */
function takeTemplate(dir: string): string {
  const path = join(dir, 'index.html')
  const template = readFileSync(path, 'utf8').replace(/<link rel="stylesheet"[^>]*>\s*/, '')
  rmSync(path)
  return template
}

/** Reads the bundled style sheet and removes its file from the output, because the documents contain it. */
function takeStyles(dir: string, bundle: Bundle): string {
  return Object.keys(bundle)
    .filter((name) => name.endsWith('.css'))
    .map((name) => {
      const css = readFileSync(join(dir, name), 'utf8').trim()
      rmSync(join(dir, name))
      return css
    })
    .join('')
}

/** The styles of the methods other than the card, without comments, in one line. */
function readMethodStyles(): string {
  return ['options', 'methods']
    .map((name) => readFileSync(`widget/frame/methods/${name}.css`, 'utf8'))
    .join('')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * The chunks that the document needs at once besides the entry: the other methods', and a
 * language's if it is not English.
 */
function preloadedChunks(variant: string, language: string, bundle: Bundle): string[] {
  const wanted = [
    ...(/^card(?:\.|$)/.test(variant) ? [] : ['/methods/methods.ts']),
    ...(language === 'en' ? [] : ['/i18n/loaders.ts', `/i18n/${language}/index.ts`]),
  ]
  return wanted.flatMap((module) =>
    Object.values(bundle)
      .filter((chunk) => chunk.type === 'chunk' && !chunk.isEntry && chunk.facadeModuleId?.endsWith(module))
      .map(({ fileName }) => basename(fileName)),
  )
}

function preloadLink(name: string): string {
  return `<link rel="modulepreload" crossorigin href="./assets/${name}">`
}
