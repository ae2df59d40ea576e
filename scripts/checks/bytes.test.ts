/** What a host page and the frame load, in bytes: they are exact, so they are held here. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '../..')

function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length
}

/** An entry of the package as a page's own build takes it, without React. */
async function built(entry: string): Promise<number> {
  const output = await build({
    root: repository,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: join(repository, 'dist/sdk', entry),
        external: ['react', 'react/jsx-runtime'],
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const [result] = [output].flat()
  if (!result || !('output' in result)) throw new Error('Nothing was built.')
  return gzipped(result.output.map((part) => ('code' in part ? part.code : '')).join(''))
}

it('the script: at most 8.0 k', async () => {
  const script = await readFile(join(repository, 'dist/public/sdk/v1/ingo-capture.js'), 'utf8')
  expect(gzipped(script)).toBeLessThanOrEqual(8_000)
})

it('the React entry: at most 2 k more than the SDK', async () => {
  const alone = await built('index.js')
  expect(alone).toBeGreaterThan(6_000)
  expect((await built('react.js')) - alone).toBeLessThanOrEqual(2_000)
})

const frame = join(repository, 'dist/public/frame')
const documents = await readdir(join(frame, 'documents'))

it.each(documents)('the document %s: at most 14 k, one initial window of TCP', async (name) => {
  const document = await readFile(join(frame, 'documents', name), 'utf8')
  expect(gzipped(document)).toBeLessThanOrEqual(14_000)
  // What is on its way before it is asked for is there.
  const asked = [...document.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].map(([, file]) => file)
  expect(asked.length).toBeGreaterThan(0)
  expect(await readdir(join(frame, 'assets'))).toEqual(expect.arrayContaining(asked))
})

/**
 * The target is 110 k by gzip and 94 k by brotli. React with react-dom, react-hook-form, zod mini, penpal and
 * card-validator alone are 91 k and 79 k: until they are smaller, what there is may not grow.
 */
it('everything for a card: the document and its one script', async () => {
  const document = await readFile(join(frame, 'documents/card.en.html'), 'utf8')
  const files = [...document.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file = '']) => file)
  expect(files).toHaveLength(1)
  const scripts = await Promise.all(files.map((file) => readFile(join(frame, file), 'utf8')))
  const all = [document, ...scripts]
  const sum = (size: (text: string) => number) => all.reduce((total, text) => total + size(text), 0)
  expect(sum(gzipped)).toBeLessThanOrEqual(118_600)
  expect(sum((text) => brotliCompressSync(text).length)).toBeLessThanOrEqual(102_500)
})
