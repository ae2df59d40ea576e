/** For tests: imports a module after bundling it with some of the build's plugins. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const ENTRY = 'virtual:entry'

/** Bundles the module with this source, and imports it. */
export async function importBundled<Exports>(source: string, plugins: Plugin[]): Promise<Exports> {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
    load: (id) => (id === ENTRY ? source : undefined),
  }
  const output = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [entry, ...plugins],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
    },
  })
  const [result] = [output].flat()
  if (!result || !('output' in result)) throw new Error('Nothing was built.')
  // Inside the repository, because Vitest with jsdom imports no file from outside of it.
  const folder = await mkdtemp(join(import.meta.dirname, '../../node_modules/.bundled-'))
  const file = join(folder, 'module.mjs')
  try {
    await writeFile(file, result.output[0].code)
    return (await import(/* @vite-ignore */ file)) as Exports
  } finally {
    await rm(folder, { recursive: true })
  }
}
