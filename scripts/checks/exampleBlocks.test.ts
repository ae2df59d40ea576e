/**
 * A code block whose info string names a file of examples/, such as ```tsx examples/react/src/main.tsx, has the text of
 * that file. With `--update` the pages are written again.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const BLOCK = /^```(\w+) (examples\/\S+)\n(.*?)^```$/gms

const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, path: join(root, 'docs', name) }))
  .map((page) => ({ ...page, text: readFileSync(page.path, 'utf8') }))
  .filter(({ text }) => text.match(BLOCK))

it.each(pages)('docs/$name shows the files of examples/', async ({ path, text }) => {
  const files = [...text.matchAll(BLOCK)].map(([, , file = '']) => file)
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  const shown = text.replace(
    BLOCK,
    (_block, language: string, file: string) =>
      `\`\`\`${language} ${file}\n${readFileSync(join(root, file), 'utf8')}\`\`\``,
  )
  await expect(shown).toMatchFileSnapshot(path)
})

it('each example has a guide', () => {
  const shown = pages.flatMap(({ text }) =>
    [...text.matchAll(BLOCK)].map(([, , file = '']) => file.split('/')[1] ?? ''),
  )
  const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  const folders = examples.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect([...new Set(shown)].sort()).toEqual(folders.sort())
})
