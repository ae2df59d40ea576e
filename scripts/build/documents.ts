/**
 * The frame's documents, made when it is built: the form prerendered for each variant and language, with its style
 * sheet in it. What is served as it is gets compressed here too: the best compression takes longer than a start may.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { runnerImport, type Plugin, type Rolldown } from 'vite'

type Prerender = {
  documents: { variant: string; language: string; title: string; html: string }[]
  symbols: string
}
type Bundle = Rolldown.OutputBundle

/** Writes `documents/<variant>.<language>.html`. */
export const documents: Plugin = {
  name: 'documents',
  async writeBundle({ dir = '' }, bundle) {
    const css = takeStyles(dir, bundle)
    const methods = stripped(readFileSync('widget/frame/methods/methods.css', 'utf8'))
    const template = readFileSync(join(dir, 'index.html'), 'utf8').replace(
      /<link rel="stylesheet"[^>]*>\s*/,
      '',
    )
    rmSync(join(dir, 'index.html'))
    mkdirSync(join(dir, 'documents'), { recursive: true })
    const { module } = await runnerImport<Prerender>('./widget/frame/prerender.tsx', {
      configFile: false,
      plugins: [react()],
    })
    for (const { variant, language, title, html } of module.documents) {
      const preloads = chunksOf(variant, language, bundle).map(preload)
      // Of a form that begins with the card, the chunk brings them with what they are for.
      const own = variant.startsWith('card') ? '' : methods
      const document = template
        .replace('lang="en"', `lang="${language}"`)
        .replace('__TITLE__', title)
        .replace('</head>', `${preloads.join('')}<style>${css}${own}</style></head>`)
        // Replaced by a function: a `$` in what comes is a `$`.
        .replace('<div id="root"></div>', () => `${module.symbols}<div id="root">${html}</div>`)
        .replace(/\n\s*/g, '')
      writeFileSync(join(dir, 'documents', `${variant}.${language}.html`), document)
    }
  },
}

/** Writes a `.br` and a `.gz` beside each file, where they are smaller. */
export const compressed: Plugin = {
  name: 'compressed',
  closeBundle: {
    order: 'post',
    handler() {
      const { outDir } = this.environment.config.build
      compressIn(join(this.environment.config.root, outDir))
    },
  },
}

function compressIn(dir: string): void {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:js|css)$/.test(name)) continue
    const path = join(dir, name)
    const body = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(body))
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
  }
}

/** A style sheet without its comments and line ends. */
function stripped(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The style sheet, which is in the documents from here on and needs no file. */
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

/** What the entry asks for at once: a language that is not in it, the methods beside the card. */
function chunksOf(variant: string, language: string, bundle: Bundle): string[] {
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

function preload(name: string): string {
  return `<link rel="modulepreload" crossorigin href="./assets/${name}">`
}
