// llms.txt and llms-full.txt (https://llmstxt.org): the list of the pages, and their text.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sections } from './sections.mjs'

/** Writes both files, and copies the API reference that `npm run build` has made. */
export function writeLlms(repository, folder) {
  const read = (path) => readFileSync(join(repository, `${path}.md`), 'utf8')
  const list = sections.map(({ text, pages }) => {
    const lines = pages.map(([name, path]) => `- [${name}](/${path}.md): ${firstSentence(read(path))}`)
    return `## ${text}\n\n${lines.join('\n')}\n`
  })
  const head =
    '# ingo-capture\n\n> A form for cards and checks that a merchant hosts itself, for Ingo Payments.\n'
  writeFileSync(join(folder, 'llms.txt'), `${head}\n${list.join('\n')}`)
  const paths = sections.flatMap(({ pages }) => pages.map(([, path]) => path))
  writeFileSync(
    join(folder, 'llms-full.txt'),
    paths.map((path) => `<!-- ${path}.md -->\n\n${read(path)}`).join('\n'),
  )
  // llms.txt links to the Markdown files, so the site has them too.
  for (const path of paths) cpSync(join(repository, `${path}.md`), join(folder, `${path}.md`))
  const api = join(repository, 'dist/api.html')
  if (existsSync(api)) cpSync(api, join(folder, 'api.html'))
}

/** The first sentence of a page's first paragraph, as plain text. */
function firstSentence(text) {
  const paragraph = text.split('\n\n').find((part) => /^[\p{L}`*[]/u.test(part)) ?? ''
  const plain = paragraph.replaceAll('\n', ' ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
  return plain.split(/(?<=[.:])\s/, 1)[0].replace(/:$/, '.')
}
