/** What a host page loads, in bytes: they are exact, so they are held here. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '..')

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
