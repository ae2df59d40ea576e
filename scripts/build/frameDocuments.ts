import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { runnerImport, type Plugin, type Rolldown } from 'vite'

type Prerendered = { variant: string; language: string; title: string; html: string }
type PrerenderModule = { documents: Prerendered[]; symbols: string }
type Bundle = Rolldown.OutputBundle

/**
 * Writes `documents/<variant>.<language>.html`: the form prerendered for each variant and language, with its style
 * sheet inlined, so that one response shows a form that takes input.
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
    for (const prerendered of module.documents) {
      const { variant, language, title, html } = prerendered
      const preloads = preloadedChunks(variant, language, bundle).map(preloadLink).join('')
      // Where the form begins with the card, the other methods' styles come with their chunk.
      const css = variant.startsWith('card') ? styles.base : styles.base + styles.methods
      const document = template
        .replace('lang="en"', `lang="${language}"`)
        .replace('__TITLE__', title)
        .replace('</head>', `${preloads}<style>${css}</style></head>`)
        // A function, because `$` has a meaning in a replacement string.
        .replace('<div id="root"></div>', () => `${module.symbols}<div id="root">${html}</div>`)
        .replace(/\n\s*/g, '')
      writeFileSync(join(dir, 'documents', `${variant}.${language}.html`), document)
    }
  },
}

/** Vite's own HTML, without its link to the style sheet. It is a template only, so it leaves the output. */
function takeTemplate(dir: string): string {
  const path = join(dir, 'index.html')
  const template = readFileSync(path, 'utf8').replace(/<link rel="stylesheet"[^>]*>\s*/, '')
  rmSync(path)
  return template
}

/** The bundled style sheet. The documents contain it, so its file leaves the output. */
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

/** The styles of the methods other than the card, without comments and line ends. */
function readMethodStyles(): string {
  return readFileSync('widget/frame/methods/methods.css', 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The chunks that the entry imports at once: a language other than English, and the methods other than the card. */
function preloadedChunks(variant: string, language: string, bundle: Bundle): string[] {
  const wanted = [
    `/i18n/${language}/form.ts`,
    ...(/^card(?:\.|$)/.test(variant) ? [] : ['/methods/methods.ts']),
  ]
  return Object.values(bundle)
    .filter(
      (chunk) =>
        chunk.type === 'chunk' &&
        !chunk.isEntry &&
        wanted.some((module) => chunk.facadeModuleId?.endsWith(module)),
    )
    .map(({ fileName }) => basename(fileName))
}

function preloadLink(name: string): string {
  return `<link rel="modulepreload" crossorigin href="./assets/${name}">`
}
